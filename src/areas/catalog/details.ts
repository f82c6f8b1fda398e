/** Members that are kept as given: nothing computes with them, no query looks for them. */
export interface CategoryDetails {
  description?: string | null
  html_description?: string | null
}

export interface ServiceDetails {
  /** Addresses of pictures as the wire shows them; one text. */
  image_paths?: string | null
  video_url?: string | null
  tags?: string[]
  /** Show the price online; true unless said. */
  show_price?: boolean
  /** Text shown instead of the price. */
  display_price?: string | null
}

export interface DayPackageDetails {
  description?: string | null
}
