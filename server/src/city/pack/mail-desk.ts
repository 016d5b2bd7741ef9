import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { acknowledgementFields, MailDesk, plainMailDesk } from '@heliu/contract/mails/desk';
import { languages } from '@heliu/contract/text';
import type { Faults } from './fault.ts';
import { nouns, unknown } from './texts.ts';
import { readYaml } from './yaml-file.ts';

const fileName = 'mails.yaml';

const fieldsOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** How mails of residents are dealt with; a pack without the file answers in plain words. */
export function readMailDesk(
  folder: string,
  channels: ReadonlySet<string>,
  faults: Faults,
): MailDesk | undefined {
  if (!existsSync(join(folder, fileName))) return plainMailDesk;
  const file = readYaml(folder, fileName, MailDesk, faults);
  if (file === undefined) return undefined;
  const { value, spot } = file;
  if (!channels.has(value.channel)) {
    faults.add(spot(['channel']), unknown('channel', value.channel, nouns.channel, 'pack.yaml'));
  }
  for (const part of ['subject', 'body'] as const) {
    for (const language of languages) {
      const strange = fieldsOf(value.acknowledgement[part][language]).filter(
        (name) => !(acknowledgementFields as readonly string[]).includes(name),
      );
      for (const name of strange) {
        faults.add(spot(['acknowledgement', part, language]), {
          what: {
            zh: `来信回执用了不存在的字段 {${name}}`,
            en: `the words to whoever wrote use {${name}}, which does not exist`,
          },
          why: { zh: '它会原样发给来信人', en: 'it would reach them as it stands' },
          fix: {
            zh: `可用字段：${acknowledgementFields.join('、')}`,
            en: `use one of: ${acknowledgementFields.join(', ')}`,
          },
        });
      }
    }
  }
  return value;
}
