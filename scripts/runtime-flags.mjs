/**
 * How Node runs the product.
 * @type {readonly string[]}
 */
export const runtimeFlags = ['--disable-warning=ExperimentalWarning']
