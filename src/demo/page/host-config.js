const shade = (normal, subtle = normal) => ({ default: normal, subtle });
const foreground = {
  default: shade('#242424', '#616161'),
  dark: shade('#242424', '#616161'),
  light: shade('#ffffff', '#f0f0f0'),
  accent: shade('#4f52b2'),
  good: shade('#0e700e'),
  warning: shade('#8a5a00'),
  attention: shade('#b10e1c'),
};
const container = (backgroundColor) => ({ backgroundColor, foregroundColors: foreground });

/** Close to the one Teams uses for its light theme. */
export const hostConfig = {
  fontFamily: 'inherit',
  fontTypes: {
    default: { fontFamily: 'inherit', fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 } },
    monospace: {
      fontFamily: 'ui-monospace, "Cascadia Code", "SF Mono", Menlo, Consolas, monospace',
      fontSizes: { small: 12, default: 14, medium: 18, large: 22, extraLarge: 28 },
    },
  },
  spacing: { small: 4, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 14 },
  separator: { lineThickness: 1, lineColor: '#e4e2ea' },
  supportsInteractivity: true,
  imageSizes: { small: 32, medium: 48, large: 96 },
  containerStyles: {
    default: container('#ffffff'),
    emphasis: container('#f5f5f8'),
    accent: container('#ebecfb'),
    good: container('#e9f5e9'),
    warning: container('#fff5dc'),
    attention: container('#fdecee'),
  },
  actions: {
    maxActions: 10,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', spacing: 'small', weight: 'default' },
  },
  factSet: { title: { weight: 'bolder', wrap: true, maxWidth: 140 }, value: { wrap: true }, spacing: 12 },
  textBlock: { headingLevel: 4 },
};
