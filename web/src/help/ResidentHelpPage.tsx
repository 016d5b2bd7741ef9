import { MobileCard, MobilePage } from '../kernel/mobile/index.ts';
import { GuideText, useGuide } from './GuideText.tsx';
import { useTexts } from './texts.ts';

/** What a resident can do here, and what happens then. */
export function ResidentHelpPage() {
  const t = useTexts();
  const found = useGuide('resident');
  return (
    <MobilePage title={t('resident')} backTo="/">
      <MobileCard>
        <GuideText found={found} />
      </MobileCard>
    </MobilePage>
  );
}
