import { runCli } from './cli/run.ts';

process.exitCode = await runCli({
  args: process.argv.slice(2),
  environment: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
});
