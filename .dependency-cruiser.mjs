import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The arrows of the system. Each rule says why it is there: `npm run check` prints the comment with the finding.
 *
 *   contracts ← money ← event-store ← effects, messaging ← service-kit ← erp-kit ← services ← deploy/launcher
 */
const allowedLibs = {
  contracts: [],
  money: ['contracts'],
  'event-store': ['contracts', 'money'],
  effects: ['contracts', 'money', 'event-store'],
  messaging: ['contracts', 'money', 'event-store'],
  'service-kit': ['contracts', 'money', 'event-store', 'effects', 'messaging', 'vendor-http'],
  'erp-kit': ['contracts', 'money', 'event-store', 'effects', 'messaging', 'service-kit'],
  'vendor-http': ['contracts'],
  simulators: ['money'],
  testkit: [],
};

const VENDORS = 'loop|shopify|aims360|rlm|three-pl';

/** An aggregate is a folder of a service, or of the kit of the ERP adapters, that decides. */
function aggregateFolders() {
  const root = fileURLToPath(new URL('./services', import.meta.url));
  const services = readdirSync(root).map((service) => `services/${service}/src`);
  const sources = [...services, 'libs/erp-kit/src'].filter((path) => existsSync(path));
  return sources.flatMap((source) =>
    readdirSync(source, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.name === 'decide.ts')
      .map((entry) => entry.parentPath),
  );
}

const libArrows = Object.entries(allowedLibs).map(([lib, allowed]) => ({
  name: `lib-arrow-${lib}`,
  comment:
    `libs/${lib} may import ${allowed.join(', ') || 'no other lib'}: arrows between libs point one way, ` +
    'so that each can be read, tested and replaced without those above it.',
  severity: 'error',
  from: { path: `^libs/${lib}/src/` },
  to: { path: '^libs/', pathNot: [lib, ...allowed].map((name) => `^libs/${name}/`) },
}));

const aggregates = aggregateFolders().map((folder) => ({
  name: `aggregate-is-pure-${folder.replace(/^(services|libs)\/|src\//g, '').replaceAll('/', '-')}`,
  comment:
    `${folder} decides about money: it imports contracts, money and itself, nothing else. ` +
    'No framework, no database, no vendor, so that every decision can be tested and replayed alone.',
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { path: '.', pathNot: [`^${folder}/`, '^libs/(contracts|money)/'] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-service-to-service',
      comment:
        'Services meet on the bus only. An import from one to another ties their databases and their releases together.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'no-lib-to-service',
      comment: 'A library serves every service, so it must not know one. Pass what it needs as an argument.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(services|deploy)/', pathNot: '^deploy/kafka/' },
    },
    ...libArrows,
    ...aggregates,
    {
      name: 'vendor-words-stay-in-their-folder',
      comment:
        "A vendor's words stop in its folder: only the wiring of the same service (files directly in src, consumers, " +
        'effects, sweeps, jobs, bells, http) may import it. Translate to our terms there.',
      severity: 'error',
      from: {
        path: '^services/([^/]+)/src/([^/]+)/',
        pathNot: '^services/[^/]+/src/(consumers|effects|sweeps?|jobs|bells|http|webhooks|wiring)/',
      },
      to: { path: `^services/[^/]+/src/(${VENDORS})/`, pathNot: '^services/$1/src/$2/' },
    },
    {
      name: 'only-through-index',
      comment:
        'The public surface of a package is its src/index.ts. What is reached around it cannot be changed safely any more.',
      severity: 'error',
      // The set-up scripts run before the first build, from plain modules of the testkit.
      from: { path: '^(libs|services|deploy|bench)/([^/]+)/', pathNot: '^deploy/(bin|test)/' },
      to: {
        path: '^(libs|services|deploy)/[^/]+/',
        pathNot: ['^$1/$2/', '^(libs|services|deploy)/[^/]+/src/index\\.ts$'],
      },
    },
    {
      name: 'no-test-servers-in-production',
      comment:
        'Simulators, test servers and what is built on them belong to tests and to local runs. A service talks to real systems.',
      severity: 'error',
      from: { path: '^(services/[^/]+/src|libs/(?!testkit|simulators)[^/]+/src)/' },
      to: { path: '^(libs/(testkit|simulators)|deploy|bench)/' },
    },
    {
      name: 'the-command-speaks-http',
      comment:
        'npx backhaul works on services that run elsewhere, through the API that everybody has: what it could reach around ' +
        'that, no operator without this repository could. It also has to start in a moment.',
      severity: 'error',
      from: { path: '^deploy/cli/src/' },
      to: { path: '^(libs|services|deploy)/', pathNot: '^(deploy/cli|libs/contracts)/' },
    },
    {
      name: 'kafkajs-behind-the-port',
      comment:
        'kafkajs is unmaintained and pinned: it stays behind the MessageBus port, where it can be replaced in one folder. (bench/ measures against it.)',
      severity: 'error',
      from: { path: '.', pathNot: ['^libs/(messaging/(src/kafka|test)|testkit)/', '^bench/'] },
      to: { path: 'node_modules/kafkajs' },
    },
    {
      name: 'no-circular',
      comment:
        'Files that import each other can only be loaded, and tested, together. Move the shared part out. (Types are gone at run time.)',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that cannot be resolved would fail at run time, and hides from the rules above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    // Type imports are arrows too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
