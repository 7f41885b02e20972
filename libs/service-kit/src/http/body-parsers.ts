import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type Response } from 'express';

/** Where webhooks live. Only there is the raw body kept, as `@RawBody() body: Buffer`; nothing is parsed before its signature. */
export const WEBHOOK_PATH = '/webhooks';

/** JSON bodies for the API, raw bytes for webhooks; a body beyond the limit is a 413 problem. */
export function useBodyParsers(app: NestExpressApplication, limitBytes = 1024 * 1024): void {
  const keepRaw = (request: Request & { rawBody?: Buffer }, _: Response, next: NextFunction): void => {
    const body: unknown = request.body;
    request.rawBody = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    next();
  };
  app.use(WEBHOOK_PATH, express.raw({ type: () => true, limit: limitBytes }), keepRaw);
  app.use(unlessWebhook(express.json({ limit: limitBytes, type: ['application/json', 'application/*+json'] })));
}

const unlessWebhook =
  (parser: express.RequestHandler): express.RequestHandler =>
  (request, response, next) => {
    if (request.path === WEBHOOK_PATH || request.path.startsWith(`${WEBHOOK_PATH}/`)) next();
    else parser(request, response, next);
  };
