import type { Simulators } from '@backhaul/launcher';

/** The shopper takes her return back; where Loop says that it is too late, she keeps it. */
export function cancelInLoop({ loop }: Simulators, number: string): void {
  if (loop.door.return(number).state === 'open') loop.door.cancel(number);
}

/** An agent lets a flagged return have its refund, restock unticked: what came back is no stock. */
export function acceptDamaged({ loop }: Simulators, number: string): void {
  if (loop.door.return(number).state !== 'review') return;
  loop.door.setRestock(number, 'no_restock');
  loop.door.process(number);
}
