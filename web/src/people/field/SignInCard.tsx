import { startOidc } from '@heliu/contract/people';
import { addressOf } from '../../kernel/api/index.ts';
import { useSettings } from '../../kernel/auth/index.ts';
import { useShow } from '../../kernel/i18n/index.ts';
import { MobileCard, MobilePage } from '../../kernel/mobile/index.ts';
import { SignInSteps } from '../resident/SignInSteps.tsx';
import { useSignIn } from '../sign-in/use-sign-in.ts';
import { useTexts } from '../texts.ts';

interface SignInCardProps {
  readonly title: string;
  readonly lead: string;
}

/** Staff sign in to the field app as they do to the console. */
export function FieldSignInCard({ title, lead }: SignInCardProps) {
  const t = useTexts();
  const show = useShow();
  const { oidc } = useSettings();
  const flow = useSignIn(() => undefined);
  return (
    <MobilePage title={title} lead={lead}>
      <MobileCard>
        <SignInSteps
          flow={flow}
          words={{ login: t('signIn.login'), loginNeeded: t('signIn.loginNeeded') }}
          links={
            <>
              <a href="/console/recover">{t('signIn.recover')}</a>
              {oidc !== null && (
                <a href={addressOf(startOidc, { query: { returnTo: '/field' } })}>
                  {t('signIn.oidc', { name: show(oidc.name) })}
                </a>
              )}
            </>
          }
        />
      </MobileCard>
    </MobilePage>
  );
}
