import { newSshKey } from '@backhaul/simulators';
import type { OakLinenChoices } from './stage.js';

/** Oak & Linen's code at its warehouse. */
export const EDI_CLIENT = 'OAKLINEN';

/** Oak & Linen's warehouse is talked to by files over SFTP, and by nothing else. */
export function byFiles(): OakLinenChoices {
  return {
    ofWorld({ simulators: { threePl } }) {
      const { privateKey, publicKey } = newSshKey();
      const edi = { user: 'oaklinen', publicKey };
      threePl.door.addClient({ clientCode: EDI_CLIENT, apiKey: 'none', webhookSecret: 'none', edi });
      const rest = ['baseUrl', 'apiKey', 'webhookSecrets', 'callsPerMinute'];
      return {
        threepl: {
          ...Object.fromEntries(rest.map((key) => [key, undefined])),
          ...{ kind: 'edi', ...threePl.door.sftp(), user: 'oaklinen', privateKey },
          partner: { ours: { id: EDI_CLIENT }, theirs: { id: 'WEST3PL' } },
        },
      };
    },
  };
}
