const withValue = ['--lang', '--env-file'];

/** The command that a command line names, whatever options of all commands stand before it. */
export function commandOf(args) {
  const [first, ...others] = args;
  if (first === undefined || !first.startsWith('-')) return first;
  return commandOf(withValue.includes(first) ? others.slice(1) : others);
}
