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
  const document = (): OpenAPIObject => withOwnRoutesFirst(SwaggerModule.createDocument(app, config));
  SwaggerModule.setup('docs', app, document, { jsonDocumentUrl: 'openapi.json', raw: ['json'] });
}

/** The page shows groups in the order of `tags`: what the service is there for comes before what every service has. */
function withOwnRoutesFirst(document: OpenAPIObject): OpenAPIObject {
  const operations = Object.values(document.paths).flatMap((path) => [path.get, path.post, path.put, path.delete]);
  const names = [...new Set(operations.flatMap((operation) => operation?.tags ?? []))];
  const rank = (name: string): number => (name === 'admin' ? 2 : name === 'health' ? 1 : 0);
  return { ...document, tags: names.sort((left, right) => rank(left) - rank(right)).map((name) => ({ name })) };
}
