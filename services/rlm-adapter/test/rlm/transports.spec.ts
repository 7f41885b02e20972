import { refundBody } from '../../src/rlm/rest/bodies.js';
import { call, COMPANY } from '../support/systems.js';
import { portSuite } from './port-suite.js';

portSuite({
  name: 'its REST API',
  byHand: [],
  open: (rlm) => rlm.client(),
  async enters(_rlm, port, draft) {
    await port.importRefund(draft, call('refund:991'));
    return port.findImport(draft, call('refund:991'));
  },
});

portSuite({
  name: 'its legacy SOAP services',
  byHand: ['createRas', 'transmitRa', 'importRefund'],
  open: (rlm) => rlm.soapClient(),
  async enters(rlm, port, draft) {
    rlm.door.typeRefund(COMPANY, { ...refundBody(draft) });
    return port.findImport(draft, call('refund:991'));
  },
});
