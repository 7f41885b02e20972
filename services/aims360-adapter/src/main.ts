import { runService } from '@backhaul/service-kit';
import { aims360Adapter } from './index.js';

await runService(aims360Adapter);
