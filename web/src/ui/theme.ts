import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const fern: MantineColorsTuple = [
  '#eef8f1',
  '#dceee2',
  '#b9e2c8',
  '#8fd0a8',
  '#64bb88',
  '#3fa26c',
  '#2a8757',
  '#227349',
  '#1d6b47',
  '#124a30',
]

/** Greys with a breath of green, so that surfaces and text belong to the same family. */
const gray: MantineColorsTuple = [
  '#f7f9f7',
  '#eff2ef',
  '#e3e8e4',
  '#d3dad5',
  '#b7c1ba',
  '#8d9a92',
  '#66736b',
  '#4a564f',
  '#303a34',
  '#1a221d',
]

const dark: MantineColorsTuple = [
  '#dfe6e1',
  '#b9c4bd',
  '#95a29a',
  '#6b7971',
  '#3d4a43',
  '#2f3a34',
  '#232c27',
  '#1a211d',
  '#131916',
  '#0d120f',
]

/** Amber and rust whose darkest shade carries small text on the lightest one. */
const yellow: MantineColorsTuple = [
  '#fdf3dc',
  '#fae8bd',
  '#f2d08a',
  '#e8ba5c',
  '#dda53a',
  '#c98a1b',
  '#a87012',
  '#87590b',
  '#6f4a07',
  '#5c3d05',
]

const orange: MantineColorsTuple = [
  '#fdeee6',
  '#fadccb',
  '#f5c0a3',
  '#eda07a',
  '#e08257',
  '#c9653a',
  '#a94f29',
  '#8c3f1f',
  '#74331a',
  '#5f2913',
]

/** Red whose two darkest shades carry white text. */
const red: MantineColorsTuple = [
  '#fdecea',
  '#fad7d3',
  '#f3b1aa',
  '#ec8a80',
  '#e5675b',
  '#d84a3d',
  '#c8382c',
  '#b3261e',
  '#a01f18',
  '#7f1711',
]

const family = "'Vazirmatn Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"

/** The look of the console. Shades are chosen so that text on them keeps a contrast of 4.5 in both schemes. */
export const theme = createTheme({
  colors: { fern, gray, dark, yellow, orange, red },
  primaryColor: 'fern',
  primaryShade: { light: 8, dark: 7 },
  black: '#1a221d',
  fontFamily: family,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  headings: { fontFamily: family, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Badge: { defaultProps: { tt: 'none' } },
    Paper: { defaultProps: { withBorder: true, radius: 'lg' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
  },
})

/** Colours that Mantine derives too light for small text. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f6f8f5',
    '--mantine-color-dimmed': '#586760',
    '--mantine-color-placeholder': '#64736b',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#1d6b47',
    '--mantine-color-default-border': '#dfe5e0',
    '--surface': '#ffffff',
    '--surface-sunken': '#f0f4f0',
    '--line': '#e1e7e2',
    '--gain': '#1d6b47',
    '--loss': '#a5331f',
    '--accent-soft': '#e3f2e8',
    '--accent-strong': '#124a30',
    '--warn-soft': '#fdf3dc',
    '--warn-strong': '#6b4a05',
    '--chart-one': '#1d6b47',
    '--chart-two': '#c98a1b',
    '--chart-three': '#35618e',
  },
  dark: {
    '--mantine-color-body': '#0f1412',
    '--mantine-color-dimmed': '#9fada5',
    '--mantine-color-placeholder': '#8e9c94',
    '--mantine-color-error': '#ff9a8d',
    '--mantine-color-anchor': '#8fd0a8',
    '--mantine-color-default-border': '#2c3731',
    '--mantine-color-fern-light': '#1a3325',
    '--mantine-color-fern-light-hover': '#20402e',
    '--mantine-color-fern-light-color': '#b9e2c8',
    '--surface': '#171d1a',
    '--surface-sunken': '#121815',
    '--line': '#29332d',
    '--gain': '#8fd0a8',
    '--loss': '#ffab9c',
    '--accent-soft': '#1a3325',
    '--accent-strong': '#b9e2c8',
    '--warn-soft': '#35290e',
    '--warn-strong': '#f2d08a',
    '--chart-one': '#64bb88',
    '--chart-two': '#e2b45a',
    '--chart-three': '#7fb0e2',
  },
})
