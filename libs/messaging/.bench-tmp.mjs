import pg from 'pg'; import { DataSource } from 'typeorm'; import { randomUUID } from 'node:crypto';
import { encodeEnvelope } from '@backhaul/contracts'; import { eventStoreMigrations, eventStore, inTransaction } from '@backhaul/event-store';
import * as m from '@backhaul/messaging';
const admin = new pg.Client('postgres://postgres@127.0.0.1:19532/postgres'); await admin.connect();
const name = 'bench_'+randomUUID().slice(0,8); await admin.query(`create database ${name}`);
const url = `postgres://postgres@127.0.0.1:19532/${name}`;
const ds = new DataSource({ type:'postgres', url, migrations:[...eventStoreMigrations,...m.messagingMigrations,...m.postgresBusMigrations]}); await ds.initialize(); await ds.runMigrations(); await ds.destroy();
const pool = new pg.Pool({ connectionString:url, max: 30 }); await pool.query('create table done (nth bigint generated always as identity, key text, task text)');
const ev = (key, task) => { const id=randomUUID(), at='2026-03-02T10:00:00.000Z'; return { id, source:'/backhaul/ledger', type:'TaskClosed', subject:'northfold-1', time:at, recordedAt:at, partitionKey:key, merchantId:'northfold', correlationId:id, causationId:id, schemaVersion:1, data:{ taskId:task, returnId:null, how:'x', closedAt:at } }; };
const N = Number(process.argv[2] ?? 20000);
for (const kind of ['postgres','kafka']) {
  const bus = kind==='kafka' ? m.kafkaBus({ brokers:['127.0.0.1:19592'], clientId:'bench' }) : m.postgresBus({ pool });
  const topic = 'bench-'+randomUUID().slice(0,8); await bus.ensureTopics([{name:topic,partitions:12}]);
  const msgs = Array.from({length:N},(_,n)=>encodeEnvelope(ev('northfold/'+(n%1000), String(n))));
  let t=Date.now(); for (let i=0;i<N;i+=500) await bus.publish(topic, msgs.slice(i,i+500));
  console.log(kind,'publish /s', Math.round(N/(Date.now()-t)*1000));
  let got=0; t=Date.now(); const first=Date.now();
  const sub = await bus.subscribe({ group:'g'+randomUUID().slice(0,8), topics:[topic], onBatch: async b=>{ for(const x of b.messages){got++; b.finished(x);} } });
  while(got<N) await new Promise(r=>setTimeout(r,2)); console.log(kind,'consume no-op /s', Math.round(N/(Date.now()-t)*1000)); await sub.close();
  for (const conc of [8,16]) {
    await pool.query('truncate done');
    let handled=0; const group='c'+randomUUID().slice(0,8);
    const c = new m.BusConsumer({ bus, pool, group, topics:[topic], handles:()=>true, concurrency: conc, handle: async (e,u)=>{ await u.tx.query({name:'ins',text:'insert into done (key,task) values ($1,$2)',values:[e.partitionKey,e.data.taskId]}); }, observe: f=>{ if(f.outcome==='handled') handled++; } });
    const M=Math.min(N,10000); await c.start(); while(handled===0) await new Promise(r=>setTimeout(r,1)); t=Date.now(); const h0=handled; while(handled<M) await new Promise(r=>setTimeout(r,5));
    console.log(kind,'inbox+handler tx/s conc',conc, Math.round((handled-h0)/(Date.now()-t)*1000)); await c.stop();
  }
  // latency
  const lat=[]; let resolve; const s2 = await bus.subscribe({ group:'l'+randomUUID().slice(0,8), topics:[topic+'-l'].slice(0,0).concat(topic), onBatch: async b=>{ for(const x of b.messages){ if(x.headers.t){ lat.push(performance.now()-Number(x.headers.t)); resolve?.(); } b.finished(x);} } });
  await new Promise(r=>setTimeout(r,4000));
  for(let i=0;i<50;i++){ const p=new Promise(r=>resolve=r); await bus.publish(topic,[{key:'k'+i,headers:{t:String(performance.now())},value:'{}'}]); await p; await new Promise(r=>setTimeout(r,20)); }
  lat.sort((a,b)=>a-b); console.log(kind,'latency ms p50',lat[25].toFixed(1),'p98',lat[48].toFixed(1));
  const c0=process.cpuUsage(); await new Promise(r=>setTimeout(r,5000)); const c1=process.cpuUsage(c0); console.log(kind,'idle cpu %', ((c1.user+c1.system)/5e6*100).toFixed(2));
  await bus.close();
}
{ // relay
  const bus = m.postgresBus({ pool }); const topic='relay-'+randomUUID().slice(0,8); await bus.ensureTopics([{name:topic,partitions:12}]);
  for (let i=0;i<10000;i+=100) await inTransaction(pool, tx=>eventStore.append(tx,'s'+i,'new',Array.from({length:100},(_,n)=>{ const e=ev('k'+(n%50),String(i+n)); return {eventId:e.id,type:e.type,schemaVersion:1,data:e.data,subject:e.subject,partitionKey:e.partitionKey,merchantId:'northfold',correlationId:e.id,causationId:e.id,occurredAt:new Date(e.time),published:true}; })));
  let pub=0; const t=Date.now(); const r=new m.OutboxRelay({pool,bus,topic,service:'ledger',observe:f=>{pub+=f.published;}}); r.start(); while(pub<10000) await new Promise(r=>setTimeout(r,2)); console.log('relay events/s (postgres bus)', Math.round(10000/(Date.now()-t)*1000)); await r.stop(); await bus.close();
}
await pool.end(); await admin.query(`drop database ${name} with (force)`); await admin.end();
