import 'reflect-metadata';
import { runService } from '@backhaul/service-kit';
import { ledger } from './definition.js';

await runService(ledger);
