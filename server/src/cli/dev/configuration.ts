import { configTable } from '../../kernel/config.ts';

/** docs/configuration.md: every setting with its default, from the descriptions in config.ts. */
export function renderConfiguration(): string {
  const rows = configTable().map(
    ({ name, description, fallback }) =>
      `| \`${name}\` | ${fallback === '' ? '' : `\`${fallback}\``} | ${description.replaceAll('|', '\\|')} |`,
  );
  return `# Configuration

Heliu reads its settings from environment variables, once, when it starts. All faults are listed at once, and a
\`HELIU_\` variable that does not exist is a fault too. Folders that are not set lie in the checkout.
docs/operations.md says which of them a deployment needs; \`heliu init\` writes those into a file.

| setting | default | meaning |
| --- | --- | --- |
${rows.join('\n')}

This page is written by \`npx heliu dev config\`; \`npm run check\` fails when it is behind.
`;
}
