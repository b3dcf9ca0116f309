// Loaded into the product's process before it starts: its machine's clock is wrong by `SKEW_MS`.
const skewMs = Number(process.env.SKEW_MS ?? 0)
const RealDate = Date

function skewedNow(): number {
  return RealDate.now() + skewMs
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[], to) =>
    Reflect.construct(target, args.length === 0 ? [skewedNow()] : args, to) as object,
  apply: () => new RealDate(skewedNow()).toString(),
  get: (target, name, self) => (name === 'now' ? skewedNow : (Reflect.get(target, name, self) as unknown)),
})
