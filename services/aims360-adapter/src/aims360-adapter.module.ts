import { Module } from '@nestjs/common';
import { Aims360Clients } from './aims360/clients.js';
import { Consumers } from './consumers.js';

@Module({ controllers: [Consumers], providers: [Aims360Clients] })
export class Aims360AdapterModule {}
