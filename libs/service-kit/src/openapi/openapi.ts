import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** Serves the API's description at /openapi.json and a page to try it at /docs. Schemas come from the routes' zod schemas. */
export function useOpenApi(app: NestExpressApplication, service: string): void {
  const config = new DocumentBuilder()
    .setTitle(`Backhaul ${service}`)
    .setDescription('Errors are RFC 9457 problem details with a stable `code`.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API token of the configuration.' })
    .build();
  const document = (): OpenAPIObject => SwaggerModule.createDocument(app, config);
  SwaggerModule.setup('docs', app, document, { jsonDocumentUrl: 'openapi.json', raw: ['json'] });
}
