import { App, ConfigProvider, type ThemeConfig, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import updateLocale from 'dayjs/plugin/updateLocale';
import 'dayjs/locale/zh-cn';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useLanguage } from '../i18n/index.ts';
import type { Palette } from '../ui/palette.ts';
import { type Scheme, usePalette, useScheme } from '../ui/index.ts';
import {
  CalendarOutlined,
  CheckCircleFilled,
  CloseCircleFilled,
  CloseOutlined,
  DownOutlined,
  EllipsisOutlined,
  ExclamationCircleFilled,
  InfoCircleFilled,
} from './icons.tsx';

// Weeks are those of ISO 8601 in every language: bulletins count by them.
dayjs.extend(updateLocale);
dayjs.updateLocale('en', { weekStart: 1, yearStart: 4 });

type Algorithm = Exclude<NonNullable<ThemeConfig['algorithm']>, readonly unknown[]>;

/** The dark algorithm dims the colours it is given; ours are chosen for their contrast and stay as they are. */
function exactly(colours: Palette): Algorithm {
  return (seed, derived) => ({
    ...(derived ?? theme.defaultAlgorithm(seed)),
    colorPrimary: colours.primary,
    colorLink: colours.primary,
    colorInfo: colours.primary,
    colorSuccess: colours.green,
    colorWarning: colours.yellow,
    colorError: colours.red,
  });
}

/** Our look on Ant Design's tokens: quiet surfaces, hairlines, dense rows, one river-blue accent. */
function themeOf(scheme: Scheme, colours: Palette): ThemeConfig {
  return {
    algorithm: [scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm, exactly(colours)],
    token: {
      colorPrimary: colours.primary,
      colorInfo: colours.primary,
      colorSuccess: colours.green,
      colorWarning: colours.yellow,
      colorError: colours.red,
      colorLink: colours.primary,
      colorLinkHover: colours.primaryStrong,
      colorTextLightSolid: colours.onPrimary,
      colorSuccessBg: colours.greenSoft,
      colorSuccessText: colours.green,
      colorInfoBg: colours.blueSoft,
      colorInfoText: colours.blue,
      colorWarningBg: colours.yellowSoft,
      colorWarningText: colours.yellow,
      colorErrorBg: colours.redSoft,
      colorErrorText: colours.red,
      colorPrimaryBg: colours.primarySoft,
      colorBgLayout: colours.canvas,
      colorBgContainer: colours.surface,
      colorBgElevated: colours.raised,
      colorBorder: colours.lineStrong,
      colorBorderSecondary: colours.line,
      colorText: colours.ink,
      colorTextSecondary: colours.inkSoft,
      colorTextTertiary: colours.inkFaint,
      colorTextPlaceholder: colours.inkFaint,
      colorTextDescription: colours.inkFaint,
      colorSplit: colours.line,
      borderRadius: 6,
      borderRadiusLG: 10,
      fontFamily: 'var(--h-font)',
      fontFamilyCode: 'var(--h-mono)',
      fontSize: 14,
      controlHeight: 34,
      lineWidthFocus: 2,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.18s',
    },
    components: {
      Layout: {
        headerBg: colours.surface,
        siderBg: colours.surface,
        bodyBg: colours.canvas,
        triggerBg: colours.surface,
      },
      Menu: {
        itemHeight: 36,
        itemBg: 'transparent',
        itemSelectedBg: colours.primarySoft,
        itemSelectedColor: colours.primaryStrong,
        groupTitleColor: colours.inkFaint,
        groupTitleFontSize: 12,
        activeBarBorderWidth: 0,
      },
      Table: {
        headerBg: colours.surface,
        headerColor: colours.inkFaint,
        headerSplitColor: 'transparent',
        rowHoverBg: colours.sunken,
        // The mouse over a chosen row keeps the contrast of its words.
        rowSelectedHoverBg: colours.primarySoft,
        cellPaddingBlockSM: 9,
        cellPaddingInlineSM: 12,
        borderColor: colours.line,
      },
      Card: { bodyPadding: 20, headerFontSize: 15 },
      Form: { itemMarginBottom: 22, labelColor: colours.inkSoft },
      Modal: { titleFontSize: 17 },
      Tag: { defaultBg: colours.sunken, defaultColor: colours.inkSoft },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    },
  };
}

/** The library's own icons inside its fields, which would be read out by their English names. */
const clear = <CloseCircleFilled />;
const list = { suffixIcon: <DownOutlined />, clearIcon: clear, removeIcon: <CloseOutlined /> };
const signs = {
  infoIcon: <InfoCircleFilled />,
  successIcon: <CheckCircleFilled />,
  warningIcon: <ExclamationCircleFilled />,
  errorIcon: clear,
};
const dates = { suffixIcon: <CalendarOutlined />, clearIcon: clear };

/** Theme, component texts and message outlets of the console. */
export function DeskProvider({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  const scheme = useScheme();
  const colours = usePalette();
  const config = useMemo(() => themeOf(scheme, colours), [scheme, colours]);
  useEffect(() => {
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  }, [language]);
  return (
    <ConfigProvider
      theme={config}
      locale={language === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      select={list}
      datePicker={dates}
      alert={signs}
      modal={signs}
      tabs={{ more: { icon: <EllipsisOutlined /> } }}
      form={{ requiredMark: 'optional', scrollToFirstError: { focus: true, block: 'center' } }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
