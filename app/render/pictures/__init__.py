"""The one door through which pictures are decoded that others made: PNG, JPEG, GIF, WebP, BMP and SVG, by
what they begin with; bounded before they are decoded, and out of reach of anything but themselves."""
