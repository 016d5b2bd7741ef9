import { ReasonsFile, ReplyTemplatesFile, WordsFile } from '@heliu/contract/city/files';
import {
  reasonedActs,
  type Reasons,
  replyFields,
  replyOccasions,
  type ReplyTemplate,
  type Words,
} from '@heliu/contract/city/wording';
import { languages } from '@heliu/contract/text';
import { Codes } from './codes.ts';
import type { Faults, Spot } from './fault.ts';
import { nouns } from './texts.ts';
import { readYaml } from './yaml-file.ts';

const fieldsOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

function checkBody({ code, body }: ReplyTemplate, spot: (language: string) => Spot, faults: Faults): void {
  for (const language of languages) {
    const strange = fieldsOf(body[language]).filter(
      (name) => !(replyFields as readonly string[]).includes(name),
    );
    for (const name of strange) {
      faults.add(spot(language), {
        what: {
          zh: `模板 ${code} 用了不存在的字段 {${name}}`,
          en: `the template ${code} uses {${name}}, which does not exist`,
        },
        why: { zh: '它会原样显示给群众', en: 'it would reach the resident as it stands' },
        fix: { zh: `可用字段：${replyFields.join('、')}`, en: `use one of: ${replyFields.join(', ')}` },
      });
    }
  }
  const missing = fieldsOf(body.zh).find((name) => !fieldsOf(body.en).includes(name));
  if (missing === undefined) return;
  faults.add(spot('en'), {
    what: {
      zh: `模板 ${code} 的英文缺少 {${missing}}`,
      en: `the English of template ${code} lacks {${missing}}`,
    },
    why: { zh: '两种语言的答复须内容相同', en: 'both languages must tell the same' },
    fix: { zh: '在英文中补上该字段', en: 'use the field in the English text too' },
  });
}

export function readTemplates(folder: string, faults: Faults): ReplyTemplate[] {
  const file = readYaml(folder, 'reply-templates.yaml', ReplyTemplatesFile, faults);
  if (file === undefined) return [];
  const codes = new Codes(nouns.template);
  file.value.templates.forEach((template, i) => {
    codes.declare(template.code, file.spot(['templates', i, 'code']), faults);
    checkBody(template, (language) => file.spot(['templates', i, 'body', language]), faults);
  });
  const covered = new Set(file.value.templates.map((template) => template.occasion));
  for (const occasion of replyOccasions.filter((name) => !covered.has(name))) {
    faults.add(file.spot(['templates']), {
      what: { zh: `没有用于 ${occasion} 的答复模板`, en: `no reply template is for ${occasion}` },
      why: { zh: '到那一步时无话可告知群众', en: 'nothing could be told to the reporter at that step' },
      fix: { zh: `补一个 occasion: ${occasion} 的模板`, en: `add a template with occasion: ${occasion}` },
    });
  }
  return file.value.templates;
}

export function readReasons(folder: string, faults: Faults): Reasons | undefined {
  const file = readYaml(folder, 'reasons.yaml', ReasonsFile, faults);
  if (file === undefined) return undefined;
  for (const act of reasonedActs) {
    const codes = new Codes(nouns.reason);
    file.value.reasons[act].forEach(({ code }, i) =>
      codes.declare(code, file.spot(['reasons', act, i, 'code']), faults),
    );
  }
  return file.value.reasons;
}

export const readWords = (folder: string, faults: Faults): Words | undefined =>
  readYaml(folder, 'words.yaml', WordsFile, faults)?.value.words;
