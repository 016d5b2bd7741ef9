import { PlusOutlined } from '../../kernel/desk/icons.tsx';
import {
  AccountQuery,
  type AccountRow,
  countAccounts,
  heldLevels,
  listAccounts,
} from '@heliu/contract/people';
import { roles } from '@heliu/contract/permission';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Select, Tag } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { useMemo } from 'react';
import type { z } from 'zod';
import { CursorTable, FilterBar, Page, Panel, SearchField } from '../../kernel/desk/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { useEndpoint, usePages } from '../../kernel/query/index.ts';
import { useFilters } from '../../kernel/route/index.ts';
import { EmptyState, Time } from '../../kernel/ui/index.ts';
import { useTexts } from '../texts.ts';
import styles from './accounts.module.css';
import { HeldRoles } from './HeldRoles.tsx';
import { ScopePicker } from './ScopePicker.tsx';

const Filters = AccountQuery.omit({ cursor: true, limit: true });
const statuses = ['active', 'inactive'] as const;

/** Accounts of staff and residents within the administrator's reach. */
export function AccountsPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const [filters, setFilters] = useFilters(Filters);
  const found = usePages(listAccounts, { query: filters });
  const columns = useColumns();
  const filtered = Object.values(filters).some((value) => value !== undefined && value !== '');
  return (
    <Page
      title={t('accounts.title')}
      subtitle={t('accounts.text')}
      actions={
        <Button
          type="primary"
          icon={<PlusOutlined />}
          onClick={() => void navigate({ to: '/people/accounts/new' })}
        >
          {t('accounts.create')}
        </Button>
      }
    >
      <AccountFilters filters={filters} setFilters={setFilters} />
      <Panel flush>
        <CursorTable
          found={found}
          columns={columns}
          rowKey={({ id }) => id}
          label={t('accounts.title')}
          card={(account) => <AccountCard account={account} />}
          empty={
            <EmptyState
              title={t(filtered ? 'accounts.noneFound' : 'accounts.none')}
              actions={
                filtered && (
                  <Button
                    onClick={() =>
                      setFilters({
                        q: undefined,
                        role: undefined,
                        level: undefined,
                        place: undefined,
                        unit: undefined,
                        status: undefined,
                      })
                    }
                  >
                    {t('accounts.clear')}
                  </Button>
                )
              }
            >
              {t(filtered ? 'accounts.noneFoundText' : 'accounts.noneText')}
            </EmptyState>
          }
        />
      </Panel>
    </Page>
  );
}

interface FiltersProps {
  readonly filters: z.output<typeof Filters>;
  readonly setFilters: (change: Partial<z.output<typeof Filters>>) => void;
}

/** Role and level say how many accounts choosing them would find. */
function AccountFilters({ filters, setFilters }: FiltersProps) {
  const t = useTexts();
  const counts = useEndpoint(countAccounts, { query: filters }, { keepPrevious: true }).data;
  const counted = (name: string, count: number | undefined) =>
    count === undefined ? name : `${name} · ${count}`;
  return (
    <FilterBar label={t('accounts.filters')}>
      <SearchField
        value={filters.q}
        onSeek={(q) => setFilters({ q })}
        label={t('accounts.search')}
        width={220}
      />
      <Select
        value={filters.role ?? null}
        onChange={(role) => setFilters({ role: role ?? undefined })}
        placeholder={t('grant.role')}
        aria-label={t('grant.role')}
        allowClear
        style={{ width: 170 }}
        options={roles.map((one) => ({ value: one, label: counted(t(`role.${one}`), counts?.roles[one]) }))}
      />
      <Select
        value={filters.level ?? null}
        onChange={(level) => setFilters({ level: level ?? undefined })}
        placeholder={t('accounts.level')}
        aria-label={t('accounts.level')}
        allowClear
        style={{ width: 190 }}
        options={heldLevels.map((one) => ({
          value: one,
          label: counted(t(`level.${one}`), counts?.levels[one]),
        }))}
      />
      <ScopePicker
        kind="place"
        value={filters.place}
        onChange={(place) => setFilters({ place })}
        label={t('scope.place')}
        placeholder={t('scope.place')}
        clearable
        width={180}
      />
      <ScopePicker
        kind="unit"
        value={filters.unit}
        onChange={(unit) => setFilters({ unit })}
        label={t('scope.unit')}
        placeholder={t('scope.unit')}
        clearable
        width={180}
      />
      <Select
        value={filters.status ?? null}
        onChange={(status) => setFilters({ status: status ?? undefined })}
        placeholder={t('account.status')}
        aria-label={t('account.status')}
        allowClear
        style={{ width: 120 }}
        options={statuses.map((one) => ({ value: one, label: t(`account.${one}`) }))}
      />
    </FilterBar>
  );
}

function useColumns(): ColumnsType<AccountRow> {
  const t = useTexts();
  const show = useShow();
  return useMemo(
    () => [
      { title: t('account.name'), width: 200, render: (_, account) => <AccountName account={account} /> },
      {
        title: t('account.unit'),
        width: 200,
        render: (_, { unit }) => (unit === null ? t('none') : show(unit.name)),
      },
      { title: t('account.roles'), render: (_, account) => <HeldRoles roles={account.roles} /> },
      {
        title: t('account.factor'),
        width: 110,
        render: (_, { totpEnabled }) => t(totpEnabled ? 'totp.on' : 'totp.off'),
      },
      {
        title: t('account.lastSignIn'),
        width: 150,
        render: (_, { lastSignInAt }) => <Time at={lastSignInAt} show="relative" />,
      },
      { title: t('account.status'), width: 90, render: (_, account) => <Status account={account} /> },
    ],
    [t, show],
  );
}

function AccountName({ account }: { readonly account: AccountRow }) {
  return (
    <span className={styles.name}>
      <Link to="/people/accounts/$id" params={{ id: String(account.id) }}>
        {account.displayName}
      </Link>
      <small>{account.login}</small>
    </span>
  );
}

function Status({ account }: { readonly account: AccountRow }) {
  const t = useTexts();
  return account.active ? (
    <Tag color="success">{t('account.active')}</Tag>
  ) : (
    <Tag color="default">{t('account.inactive')}</Tag>
  );
}

function AccountCard({ account }: { readonly account: AccountRow }) {
  const show = useShow();
  return (
    <>
      <div className={styles.cardHead}>
        <AccountName account={account} />
        <Status account={account} />
      </div>
      {account.unit !== null && <div className={styles.soft}>{show(account.unit.name)}</div>}
      <HeldRoles roles={account.roles} />
    </>
  );
}
