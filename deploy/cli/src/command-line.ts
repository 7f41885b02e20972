import { Command } from 'commander';
import { backfillCommands } from './backfill/commands.js';
import { check } from './check/check.js';
import { effectsCommands } from './effects/commands.js';
import { intakeCommands } from './intake/commands.js';
import { jobCommands } from './jobs/commands.js';
import { mappingCommands } from './mappings/commands.js';
import { ofMerchant } from './of-merchant.js';
import { parkedCommands } from './parked/commands.js';
import { projectionCommands } from './projections/commands.js';
import { Session, type GlobalOptions } from './session.js';
import { shadowCommands } from './shadow/commands.js';
import { status } from './status/status.js';
import { storeCommands } from './store/commands.js';
import type { Terminal } from './terminal.js';

/** Gives the work of a command the session in which it runs, then its arguments and options. */
export type Act = <A extends unknown[]>(
  work: (session: Session, ...args: A) => Promise<void>,
) => (...args: unknown[]) => Promise<void>;

const ENVIRONMENT = `
Environment:
  BACKHAUL_CONFIG      the services' configuration file, which says where they are (also: --config).
                       Without it: backhaul.yaml here, or what npm start runs
  BACKHAUL_TOKEN       an API token; role admin may do all; or BACKHAUL_TOKEN_FILE, a file with it

Exit code: 0 done, 1 refused or failed, 2 the command line is wrong`;

/** The whole command line of `backhaul`. */
export function commandLine(terminal: Terminal): { program: Command; exitCode: () => 0 | 1 } {
  let session: Session | undefined;
  const act: Act =
    <A extends unknown[]>(work: (session: Session, ...args: A) => Promise<void>) =>
    async (...args) => {
      // commander hands over arguments, options and, last, the command itself
      const command = args.at(-1) as Command;
      session = new Session(command.optsWithGlobals<GlobalOptions>(), terminal);
      await work(session, ...(args.slice(0, -1) as A));
    };
  const program = new Command('backhaul')
    .description('What waits in the services of Backhaul, and what a person does about it.')
    .option('--config <file>', "the services' configuration file")
    .option('--service <name>', 'one service instead of all')
    .option('--url <url>', 'the address of a service, instead of a configuration file')
    .option('--json', 'print the result as JSON')
    .option(
      '--by <name>',
      'who does it; by default the user of this machine (for store, mappings, backfill and jobs the token says it)',
    )
    .addHelpText('after', ENVIRONMENT)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.say(text.trimEnd()),
    })
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride();
  program.command('status').description('all services in one table').action(act(status));
  ofMerchant(program.command('check'))
    .description('what a merchant needs, system by system: what works, what is missing, how to mend it')
    .action(act(check));
  parkedCommands(program, act);
  effectsCommands(program, act);
  intakeCommands(program, act);
  projectionCommands(program, act);
  storeCommands(program, act);
  mappingCommands(program, act);
  backfillCommands(program, act);
  shadowCommands(program, act);
  jobCommands(program, act);
  return { program, exitCode: () => session?.exitCode ?? 0 };
}
