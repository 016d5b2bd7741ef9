import { EyeFilled, EyeOutlined } from '../kernel/desk/icons.tsx';
import { getFollow, setFollow } from '@heliu/contract/notices';
import { Button } from 'antd';
import { useCommand, useEndpoint } from '../kernel/query/index.ts';
import { Refusal } from '../kernel/ui/index.ts';
import { useTexts } from './texts.ts';

/** Follows a matter without having a part in it. */
export function FollowButton({ matterId }: { readonly matterId: string }) {
  const t = useTexts();
  const params = { matterId };
  const found = useEndpoint(getFollow, { params });
  const choose = useCommand(setFollow, { refresh: [getFollow] });
  if (found.data === undefined) return null;
  const { following } = found.data;
  return (
    <>
      <Refusal error={choose.error} onRetry={choose.retry} />
      <Button
        icon={following ? <EyeFilled /> : <EyeOutlined />}
        loading={choose.pending}
        aria-pressed={following}
        title={following ? t('follow.stop') : t('follow.follow')}
        onClick={() => void choose.run({ params, body: { following: !following } })}
      >
        {t(following ? 'follow.following' : 'follow.follow')}
      </Button>
    </>
  );
}
