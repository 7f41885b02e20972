import { runService } from '@backhaul/service-kit';
import { rlmAdapter } from './index.js';

await runService(rlmAdapter);
