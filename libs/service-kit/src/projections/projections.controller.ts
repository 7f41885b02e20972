import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { operatorAction, type OperatorAction } from '../admin/operator-action.js';
import { Roles } from '../http/roles.js';
import { Logger } from '../logging/logger.js';
import { Projections } from './projections.js';
import type { RunKind } from './runs.js';
import { projectionStatus, type ProjectionStatus } from './status.js';

const listed = z.object({ items: z.array(projectionStatus) });

/** What readers see, worked out from the events: how it stands, and what to do when it is in doubt. */
@ApiTags('admin')
@Roles('admin')
@Controller('admin/projections')
export class ProjectionsController {
  constructor(
    private readonly projections: Projections,
    private readonly log: Logger,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every projection, with what runs and what ran last' })
  @ApiOkResponse({ standardSchema: listed })
  async list(): Promise<{ items: ProjectionStatus[] }> {
    return { items: await this.projections.list() };
  }

  @Get(':name')
  @ApiOkResponse({ standardSchema: projectionStatus })
  get(@Param('name') name: string): Promise<ProjectionStatus> {
    return this.projections.get(name);
  }

  /** Answers once it has begun; GET shows how far it is. Readers and writers go on meanwhile. */
  @Post(':name/rebuild')
  @ApiOperation({ summary: 'Builds it anew beside the live one, then lets readers change over' })
  @HttpCode(202)
  rebuild(
    @Param('name') name: string,
    @Body({ schema: operatorAction }) action: OperatorAction,
  ): Promise<ProjectionStatus> {
    return this.#start(name, 'rebuild', action);
  }

  /** Answers once it has begun; GET shows what it found. */
  @Post(':name/check')
  @ApiOperation({ summary: 'Compares every row with what the events say' })
  @HttpCode(202)
  check(
    @Param('name') name: string,
    @Body({ schema: operatorAction }) action: OperatorAction,
  ): Promise<ProjectionStatus> {
    return this.#start(name, 'check', action);
  }

  async #start(name: string, kind: RunKind, { by, reason }: OperatorAction): Promise<ProjectionStatus> {
    this.log.info({ projection: name, kind, by, reason }, 'projection run asked for by a person');
    await this.projections.start(name, { kind, by, reason });
    return this.projections.get(name);
  }
}
