/** What became of something that was to be removed. */
export interface Removal {
  /** True: history or other entries refer to it, so it is kept and only out of use. */
  deactivated: boolean
}
