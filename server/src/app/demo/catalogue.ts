/** Something that the shop sells. */
interface Product {
  sku: string
  name: string
  category: string
  priceMinor: number
  /** How often it is bought, against the others. */
  weight: number
}

function product(sku: string, name: string, more: readonly [string, number, number]): Product {
  const [category, priceMinor, weight] = more
  return { sku, name, category, priceMinor, weight }
}

/** Everything on the shelves. */
const products: readonly Product[] = [
  product('HL-1001', 'House espresso, 250 g', ['coffee-and-tea', 895, 10]),
  product('HL-1002', 'Filter roast, 250 g', ['coffee-and-tea', 850, 8]),
  product('HL-1003', 'Decaf, 250 g', ['coffee-and-tea', 925, 3]),
  product('HL-1004', 'Breakfast tea, 80 bags', ['coffee-and-tea', 495, 8]),
  product('HL-1005', 'Earl Grey, loose leaf', ['coffee-and-tea', 720, 5]),
  product('HL-1006', 'Genmaicha', ['coffee-and-tea', 780, 2]),
  product('HL-2001', 'Stoneware mug', ['kitchen', 1200, 7]),
  product('HL-2002', 'Cafetiere, six cups', ['kitchen', 3450, 3]),
  product('HL-2003', 'Olive wood board', ['kitchen', 2800, 3]),
  product('HL-2004', 'Linen tea towel', ['kitchen', 950, 6]),
  product('HL-2005', 'Mixing bowls, set of three', ['kitchen', 3900, 2]),
  product('HL-2006', 'Cast iron pan, 26 cm', ['kitchen', 6400, 1]),
  product('HL-2007', 'Bread tin', ['kitchen', 1650, 2]),
  product('HL-3001', 'Beeswax candle', ['home', 1400, 6]),
  product('HL-3002', 'Wool throw', ['home', 7900, 2]),
  product('HL-3003', 'Cushion cover', ['home', 2450, 4]),
  product('HL-3004', 'Brass table lamp', ['home', 8900, 1]),
  product('HL-3005', 'Jute rug, 120 x 180', ['home', 11_900, 1]),
  product('HL-3006', 'Picture frame, oak', ['home', 2250, 3]),
  product('HL-4001', 'Hand soap, rosemary', ['bath', 850, 7]),
  product('HL-4002', 'Bath towel', ['bath', 2600, 4]),
  product('HL-4003', 'Bath salts', ['bath', 1250, 4]),
  product('HL-4004', 'Cotton robe', ['bath', 6500, 1]),
  product('HL-5001', 'Herb pots, set of three', ['garden', 1850, 3]),
  product('HL-5002', 'Secateurs', ['garden', 2900, 2]),
  product('HL-5003', 'Seed collection', ['garden', 1150, 3]),
  product('HL-5004', 'Watering can', ['garden', 3200, 2]),
  product('HL-6001', 'Letter set', ['paper', 1350, 3]),
  product('HL-6002', 'Notebook, dotted', ['paper', 1100, 5]),
  product('HL-6003', 'Wrapping paper, three sheets', ['paper', 650, 5]),
  product('HL-6004', 'Wall calendar', ['paper', 1400, 2]),
  product('HL-9001', 'Gift card', ['gift-cards', 2500, 1]),
]

export const weighedProducts: readonly (readonly [Product, number])[] = products.map((each) => [
  each,
  each.weight,
])

/** How busy each month is, from January. */
export const monthWeights = [0.7, 0.8, 0.95, 1, 1.05, 0.95, 0.85, 0.8, 0.95, 1.05, 1.45, 1.9] as const

/** How busy each weekday is, from Monday. */
export const weekdayWeights = [0.8, 0.8, 0.9, 0.95, 1.1, 1.6, 1.15] as const

/** Keys of the stores that the template defines, with their share of customers. */
export const stores: readonly (readonly [string, number])[] = [
  ['london', 5],
  ['edinburgh', 3],
  ['bath', 2],
]
