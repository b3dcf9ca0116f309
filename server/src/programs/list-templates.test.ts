import { siteSpec, templateView } from '@perennial/contract'
import { describe, expect, test } from 'vitest'
import { listTemplates } from './list-templates.ts'
import { contrast } from './model/contrast.ts'
import { templatesFolder } from './programs.ts'
import { siteKind } from './site-kind.ts'

const look = {
  name: 'Corner Card',
  tagline: 'Every tenth coffee is on us',
  colors: { primary: '#4a2f21', accent: '#e0a458' },
  icon: 'coffee',
}

describe('a site', () => {
  test.each([
    [{ key: 'other' }, 'key'],
    [{ colors: { primary: '#f2a541', accent: '#000000' } }, 'colors.primary'],
    [{ colors: { primary: '#4a2f21', onPrimary: '#5a3f31', accent: '#000000' } }, 'colors.primary'],
  ])('with %j is refused', (change, field) => {
    const { key = 'program', ...more } = { ...change } as { key?: string }
    const spec = siteSpec.parse({ ...look, ...more })
    expect(siteKind.compile(key, spec, undefined as never)).toMatchObject({
      refusal: { code: 'definition_invalid', field },
    })
  })

  test.each([
    [{ icon: 'unicorn' }],
    [{ colors: { primary: 'brown', accent: '#000000' } }],
    [{ benefits: [{}] }],
  ])('with %j does not fit its kind', (more) => {
    expect(siteSpec.safeParse({ ...look, ...more }).success).toBe(false)
  })

  test('that is readable is taken as it is, with its defaults', () => {
    expect(siteKind.compile('program', siteSpec.parse(look), undefined as never)).toMatchObject({
      value: { colors: { onPrimary: '#ffffff' }, card: { style: 'plain' }, benefits: [] },
    })
  })

  test('contrast is as WCAG tells it', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#ffffff', '#ffffff')).toBe(1)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })
})

test('the list tells of each template what a gallery shows', async () => {
  const templates = await listTemplates(templatesFolder)
  for (const each of templates) expect(templateView.parse(each)).toEqual(each)
  expect(templates.map((each) => each.key)).toEqual(templates.map((each) => each.key).sort())
  expect(templates.find((each) => each.key === 'demo-shop')).toMatchObject({
    name: 'Harbour Lane',
    industry: 'retail',
    complete: true,
    money: 'GBP',
    tiers: ['Friend', 'Silver', 'Gold'],
    definitions: { 'earning-rule': 6, store: 3 },
  })
  await expect(listTemplates('nowhere')).rejects.toThrow()
})
