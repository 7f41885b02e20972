import { Injectable, type CanActivate } from '@nestjs/common';
import { Projections } from './projections.js';

/** Keeps readers out, with an honest 503, while what they would read is still being built. */
@Injectable()
export class ProjectionsLive implements CanActivate {
  constructor(private readonly projections: Projections) {}

  async canActivate(): Promise<boolean> {
    await this.projections.requireLive();
    return true;
  }
}
