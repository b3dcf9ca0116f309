export { type DemoFill, type DemoFilled, fillDemoShop } from './fill-demo-shop.ts'
