/** A 944 of one receipt: `lines` items, every tenth with a damaged unit. */
export function large944(lines: number): { bytes: Buffer; units: number; damaged: number } {
  const details = Array.from({ length: lines }, (_, index) => {
    const number = String(index + 1);
    const sku = `STYLE${String(index).padStart(6, '0')}-COLOURWAY-OF-THE-SEASON-${String(index % 7)}`;
    const upc = String(100_000_000_000 + index);
    const item = [`W07*2*EA**SK*${sku}*UP*${upc}`, `N9*LI*${number}`, 'N9*ZZ*EXPECTED AND COUNTED AT THE DOOR'];
    const counted = `G69*${'GARMENT AS DESCRIBED ON ITS TICKET '.repeat(3).trim()}*${'CARTON AND POLYBAG AS SENT'}*BAY ${String(index % 90)}`;
    return isDamaged(index) ? [...item, counted, 'W13*1*EA*01**NR', 'NTE*GEN*STAIN AT THE COLLAR'] : [...item, counted];
  }).flat();
  const segments = [
    'ST*944*0001',
    'W17*C*20260309*RCVLARGE*700123',
    'N1*WH*WEST1*92*WEST1',
    'N9*RZ*700123',
    ...details,
    `W14*${lines * 2}`,
  ];
  const blank = ' '.repeat(10);
  const isa = `ISA*00*${blank}*00*${blank}*ZZ*${'WEST3PL'.padEnd(15)}*ZZ*${'OAKLINEN'.padEnd(15)}*260309*1520*U*00401*000000001*0*P*>`;
  const head = [isa, 'GS*RE*WEST3PL*OAKLINEN*20260309*152000*1*X*004010'];
  const all = [...head, ...segments, `SE*${segments.length + 1}*0001`, 'GE*1*1', 'IEA*1*000000001'];
  const bytes = Buffer.from(all.map((segment) => `${segment}~\n`).join(''));
  return {
    bytes,
    units: lines * 2,
    damaged: Array.from({ length: lines }, (_, index) => index).filter(isDamaged).length,
  };
}

const isDamaged = (index: number): boolean => index % 10 === 0;
