import type { ThemeConfig } from 'antd';

/** Darker than the library's own colours: its default greys and warnings fail the contrast that WCAG AA asks for. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1f5fbf',
    // Pointed at, a button gets darker: the library's lighter blue does not carry white words.
    colorPrimaryHover: '#1a50a1',
    colorPrimaryActive: '#153f80',
    colorLinkHover: '#1a50a1',
    opacityLoading: 0.9,
    colorLink: '#1f5fbf',
    colorText: '#1c2430',
    colorTextSecondary: '#4a5565',
    colorTextDescription: '#595959',
    colorTextPlaceholder: '#6b6b6b',
    colorTextDisabled: '#6b6b6b',
    colorWarning: '#8a5300',
    colorError: '#a8071a',
    colorSuccess: '#1f6b1a',
    colorBorder: '#b8c2cf',
    borderRadius: 4,
    fontSize: 14,
    fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif',
  },
  components: {
    Form: { itemMarginBottom: 22, verticalLabelPadding: '0 0 4px', labelColor: '#1c2430' },
    Segmented: { trackBg: '#e4e9f0' },
    Drawer: { paddingLG: 20 },
    Tabs: {
      itemHoverColor: '#1f5fbf',
      itemActiveColor: '#1f5fbf',
      horizontalItemPadding: '8px 0',
      horizontalMargin: '0 0 12px 0',
    },
  },
};
