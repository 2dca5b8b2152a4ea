/** The part of Bottleneck without Redis, which comes without types. */
declare module 'bottleneck/light.js' {
  export { default } from 'bottleneck';
}
