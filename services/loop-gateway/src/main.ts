import { runService } from '@backhaul/service-kit';
import { loopGateway } from './index.js';

await runService(loopGateway);
