import { Button, Form, Radio, TreeSelect } from 'antd';
import { useMemo } from 'react';
import { DownOutlined } from '../../kernel/desk/icons.tsx';
import { useShow } from '../../kernel/i18n/index.ts';
import { useCityNames } from '../city/Named.tsx';
import { useTexts } from '../texts.ts';
import styles from './register.module.css';
import { suggestTypes } from './suggest.ts';

/** What it is about: a tree of classes and types to search, and what the words written so far suggest. */
export function TypeFields() {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const form = Form.useFormInstance();
  const title: unknown = Form.useWatch('title');
  const description: unknown = Form.useWatch('description');
  const typeCode: unknown = Form.useWatch('typeCode');
  const { city } = names;
  const words = [title, description].filter((one) => typeof one === 'string').join(' ');
  const suggested = useMemo(() => suggestTypes(words, city.types), [words, city]);
  const tree = useMemo(
    () =>
      city.classes.map((one) => ({
        value: one.code,
        title: show(one.name),
        selectable: false,
        words: '',
        children: city.types
          .filter(({ classCode }) => classCode === one.code)
          .map((type) => ({
            value: type.code,
            title: show(type.name),
            words: [type.name.zh, type.name.en, type.code, ...type.keywords.zh, ...type.keywords.en]
              .join(' ')
              .toLowerCase(),
          })),
      })),
    [city, show],
  );
  const others = suggested.filter(({ code }) => code !== typeCode);
  return (
    <>
      <Form.Item
        name="typeCode"
        label={t('fact.type')}
        rules={[{ required: true, message: t('register.typeNeeded') }]}
        extra={
          others.length > 0 && (
            <span className={styles.suggested}>
              {t('register.suggested')}
              {others.map((type) => (
                <Button
                  key={type.code}
                  size="small"
                  onClick={() => form.setFieldValue('typeCode', type.code)}
                >
                  {show(type.name)}
                </Button>
              ))}
            </span>
          )
        }
      >
        <TreeSelect
          showSearch={{
            filterTreeNode: (input, node) => String(node['words'] ?? '').includes(input.trim().toLowerCase()),
          }}
          treeData={tree}
          treeLine
          suffixIcon={<DownOutlined />}
          placeholder={t('register.typeHint')}
          popupMatchSelectWidth={false}
          styles={{ popup: { root: { minWidth: 320, maxHeight: 440 } } }}
        />
      </Form.Item>
      <Questions typeCode={typeof typeCode === 'string' ? typeCode : undefined} />
    </>
  );
}

function Questions({ typeCode }: { readonly typeCode: string | undefined }) {
  const t = useTexts();
  const show = useShow();
  const names = useCityNames();
  const questions = (typeCode === undefined ? undefined : names.types.get(typeCode))?.questions ?? [];
  return questions.map((question) => (
    <Form.Item
      key={`${typeCode} ${question.code}`}
      name={['answers', question.code]}
      label={show(question.text)}
      preserve={false}
      rules={question.required ? [{ required: true, message: t('register.answerNeeded') }] : []}
    >
      <Radio.Group options={question.options.map(({ code, text }) => ({ value: code, label: show(text) }))} />
    </Form.Item>
  ));
}
