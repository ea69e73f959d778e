/** A host configuration that looks like Teams, light or dark. */
export function teamsLook(dark: boolean): object {
  const words = dark
    ? { text: '#ffffff', subtle: '#adadad', accent: '#9299f7' }
    : { text: '#242424', subtle: '#616161', accent: '#4f52b2' };
  const signs = dark
    ? { good: '#6ccb5f', warning: '#fce100', attention: '#ff7b7b' }
    : { good: '#237b4b', warning: '#835c00', attention: '#c4314b' };
  const both = (color: string, subtle = color) => ({ default: color, subtle });
  const foregroundColors = {
    default: both(words.text, words.subtle),
    dark: both(words.text, words.subtle),
    light: both(words.subtle),
    accent: both(words.accent),
    good: both(signs.good),
    warning: both(signs.warning),
    attention: both(signs.attention),
  };
  const ground = dark ? '#292929' : '#ffffff';
  const emphasis = dark ? '#1f1f1f' : '#f5f5f5';
  return {
    fontFamily: '"Segoe UI", system-ui, "Open Sans", sans-serif',
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: dark ? '#3d3d3d' : '#e0e0e0' },
    containerStyles: {
      default: { backgroundColor: ground, foregroundColors },
      emphasis: { backgroundColor: emphasis, foregroundColors },
    },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    factSet: {
      title: { color: 'default', size: 'default', weight: 'bolder', wrap: true },
      value: { color: 'default', size: 'default', weight: 'default', wrap: true },
      spacing: 16,
    },
    imageSizes: { small: 32, medium: 52, large: 100 },
    adaptiveCard: { allowCustomStyle: true },
  };
}
