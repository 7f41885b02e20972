import { runService } from '@backhaul/service-kit';
import { shopifyGateway } from './index.js';

await runService(shopifyGateway);
