'use client'

import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
} from '@mantine/core'

/**
 * The one accent colour: a deep harbour blue. Shade 7 on white and shade 4 on dark both pass WCAG
 * AA.
 */
const harbour: MantineColorsTuple = [
  '#eaf4fb',
  '#d5e5f0',
  '#a6cae3',
  '#75aed6',
  '#55a0d4',
  '#3a8ac2',
  '#2879b3',
  '#1b6398',
  '#145380',
  '#0b3f63',
]

/** Inter, and until it is there what takes the same room (app/fonts.css). */
const FONTS =
  "'Inter Variable', 'Inter of Arial', 'Inter of Roboto', 'Inter of DejaVu', system-ui, sans-serif"

export const theme = createTheme({
  colors: { harbour },
  primaryColor: 'harbour',
  primaryShade: { light: 7, dark: 7 },
  fontFamily: FONTS,
  fontFamilyMonospace: 'ui-monospace, monospace',
  headings: { fontFamily: FONTS, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Named here, it is loaded with the theme; else each part of a page that has buttons brings its
    // own copy.
    Button: Button.extend({}),
    Alert: {
      defaultProps: { variant: 'outline', radius: 'md' },
      styles: {
        title: { color: 'var(--mantine-color-text)' },
        message: { color: 'var(--mantine-color-text)' },
      },
    },
    // The placeholder takes the focus and has no role, which screen readers can't make sense of in
    // a menu.
    Menu: {
      defaultProps: { withInitialFocusPlaceholder: false, transitionProps: { duration: 0 } },
    },
    Modal: {
      styles: { title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 650 } },
      defaultProps: {
        centered: true,
        radius: 'lg',
        overlayProps: { backgroundOpacity: 0.5 },
        transitionProps: { duration: 0 },
      },
    },
  },
})

/**
 * Mantine's grey and red texts miss the contrast of WCAG AA on its own backgrounds; these do not.
 */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fbfcfd',
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-anchor': 'var(--mantine-color-harbour-7)',
    '--console-success': 'var(--mantine-color-teal-9)',
    '--console-warning': '#8a4b00',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-anchor': 'var(--mantine-color-harbour-3)',
    '--console-success': 'var(--mantine-color-teal-4)',
    '--console-warning': 'var(--mantine-color-yellow-4)',
  },
})
