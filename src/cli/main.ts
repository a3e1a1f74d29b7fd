import { handlers } from '../handlers.js';
import { runCli } from './run-cli.js';

// A reader that went away (`| head`) is no reason for a stack trace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCli(process.argv.slice(2), handlers);
