import type { CopyView } from '@heliu/contract/organisation/circular-views';
import {
  acceptAnswer,
  getCircular,
  getCopy,
  listCirculars,
  listCopies,
  sendAnswerBack,
} from '@heliu/contract/organisation/circulars';
import { Button, DatePicker, Drawer, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { cityClock, instantOf } from '../../kernel/desk/index.ts';
import { useCommand, useEndpoint } from '../../kernel/query/index.ts';
import { presentMs } from '../../kernel/time/index.ts';
import { ErrorState, Facts, PageSkeleton, Refusal, Time } from '../../kernel/ui/index.ts';
import { Conversation } from '../Conversation.tsx';
import { CopyMark } from '../Marks.tsx';
import styles from '../organisation.module.css';
import { useTexts } from '../texts.ts';

const refresh = [getCopy, getCircular, listCopies, listCirculars];

interface Keys {
  readonly circularId: string;
  readonly organisationId: string;
}

interface CopyDrawerProps {
  readonly keys: Keys;
  readonly onClose: () => void;
}

/** What one organisation answered; the unit that sent it accepts it or sends it back. */
export function CopyDrawer({ keys, onClose }: CopyDrawerProps) {
  const t = useTexts();
  const found = useEndpoint(getCopy, { params: keys });
  return (
    <Drawer
      open
      size="large"
      title={found.data?.name ?? t('copy.list')}
      onClose={onClose}
      closable={{ 'aria-label': t('send.close') }}
    >
      {found.error !== null && found.data === undefined && (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} retrying={found.isFetching} />
      )}
      {found.isPending && <PageSkeleton />}
      {found.data !== undefined && <Shown keys={keys} copy={found.data} />}
    </Drawer>
  );
}

function Shown({ keys, copy }: Pick<CopyDrawerProps, 'keys'> & { readonly copy: CopyView }) {
  const t = useTexts();
  return (
    <div className={styles.stack}>
      <div className={styles.line}>
        <CopyMark state={copy.state} overdue={copy.overdue} />
      </div>
      <Facts
        facts={[
          ...(copy.dueAt === null
            ? []
            : [{ label: t('circular.due'), value: <Time at={copy.dueAt} show="absolute" /> }]),
          {
            label: t('copy.readAt'),
            value: copy.readAt === null ? t('copy.notYet') : <Time at={copy.readAt} />,
          },
          {
            label: t('copy.acknowledgedAt'),
            value: copy.acknowledgedAt === null ? t('copy.notYet') : <Time at={copy.acknowledgedAt} />,
          },
        ]}
      />
      {copy.conversation.length === 0 ? (
        <p className={styles.soft}>{t('copy.noAnswer')}</p>
      ) : (
        <Conversation answers={copy.conversation} />
      )}
      {copy.allowed.includes('accept') && <Judge keys={keys} />}
    </div>
  );
}

interface Values {
  readonly words?: string;
  readonly dueAt: Dayjs;
}

function Judge({ keys }: Pick<CopyDrawerProps, 'keys'>) {
  const t = useTexts();
  const [form] = Form.useForm<Values>();
  const [lacking, setLacking] = useState(false);
  const accept = useCommand(acceptAnswer, { refresh });
  const back = useCommand(sendAnswerBack, { refresh });
  const said = (): string => form.getFieldsValue().words?.trim() ?? '';
  const take = (): void => {
    setLacking(false);
    const words = said();
    void accept.run({ params: keys, body: words.length < 2 ? {} : { words } });
  };
  const giveBack = (): void => {
    const words = said();
    setLacking(words.length < 2);
    if (words.length < 2) return;
    void back.run({
      params: keys,
      body: { words, dueAt: instantOf(form.getFieldsValue().dueAt).toISOString() },
    });
  };
  return (
    <Form
      form={form}
      name="judge"
      layout="vertical"
      requiredMark={false}
      initialValues={{ dueAt: cityClock(presentMs()).add(3, 'day').hour(18).minute(0).startOf('minute') }}
    >
      <Form.Item
        name="words"
        label={t('judge.words')}
        {...(lacking ? { validateStatus: 'error' as const, help: t('judge.needed') } : {})}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name="dueAt" label={t('judge.dueAt')}>
        <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" allowClear={false} />
      </Form.Item>
      <Refusal error={accept.error ?? back.error} />
      <div className={styles.line}>
        <Button type="primary" loading={accept.pending} onClick={take}>
          {t('judge.accept')}
        </Button>
        <Button loading={back.pending} onClick={giveBack}>
          {t('judge.sendBack')}
        </Button>
      </div>
    </Form>
  );
}
