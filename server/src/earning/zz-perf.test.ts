import { it } from 'vitest'
import { openShop, orderOf } from './sample.ts'
import { earningStage } from './stage.ts'
it('perf', () => {
  const perMoney = { kind: 'per-money', points: 10, perMinor: 100 }
  const rules: Record<string, Record<string, unknown>> = { base: { award: perMoney, products: { exclude: ['POST', 'D'] } } }
  for (let i = 0; i < 3; i += 1) rules[`when${i}`] = { award: { kind: 'fixed', points: 5 }, when: 'order.net >= 50.0 && member.tier in ["gold"]' }
  for (let i = 0; i < 2; i += 1) rules[`cat${i}`] = { award: perMoney, categories: { include: ['x'] } }
  rules.sched = { award: perMoney, schedule: { weekdays: [1], hours: { from: 22, until: 3 } } }
  rules.cap = { award: { kind: 'fixed', points: 1 }, cap: { points: 5, per: 'month' } }
  rules.items = { award: perMoney, when: 'items.exists(i, i.sku == "zzz")' }
  rules.twice = { award: { kind: 'multiplier', factor: '2' }, when: 'member.tier == "gold"' }
  const shop = openShop({ rules, points: { expiresAfterMonths: 12 } })
  const placed = shop.place(orderOf([['a', '1', '5'], ['b', '2', '5'], ['c', '3', '1.23']]))
  const stage = earningStage()
  const input = { release: shop.release, state: null, activity: placed.activity, facts: { member: { tier: 'silver' } }, earlier: [], redecision: undefined, counted: () => 0, explain: false }
  for (let round = 0; round < 4; round += 1) {
    const t = performance.now()
    for (let i = 0; i < 50000; i += 1) stage.decide(input)
    console.log('us per decide', ((performance.now() - t) / 50000) * 1000)
  }
})
