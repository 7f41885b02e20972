/** What the two demo shops sell: SKU pattern `style-color-size`, a barcode per size, price in minor units. */
export interface CatalogueItem {
  readonly style: string;
  readonly color: string;
  readonly size: string;
  readonly title: string;
  readonly barcode: string;
  readonly price: number;
}

export const skuOf = ({ style, color, size }: CatalogueItem): string => `${style}-${color}-${size}`;

const sizes = (style: string, color: string, title: string, price: number, firstBarcode: number): CatalogueItem[] =>
  ['S', 'M', 'L'].map((size, index) => ({
    style,
    color,
    size,
    title: `${title} - ${size}`,
    barcode: String(firstBarcode + index).padStart(12, '0'),
    price,
  }));

/** Northfold Outfitters, on AIMS360. */
export const northfoldCatalogue: readonly CatalogueItem[] = [
  ...sizes('NFJKT', 'SLATE', 'Ridge Jacket', 14_000, 810_000_000_101),
  ...sizes('NFVST', 'MOSS', 'Ridge Vest', 9_000, 810_000_000_201),
  ...sizes('NFTEE', 'SAND', 'Trail Tee', 3_200, 810_000_000_301),
];

/** Oak & Linen, on RLM with a 3PL: its division Home. */
export const oakLinenCatalogue: readonly CatalogueItem[] = [
  ...sizes('OLDRS', 'SAGE', 'Linen Dress', 12_800, 820_000_000_101),
  ...sizes('OLSHT', 'WHITE', 'Linen Shirt', 8_000, 820_000_000_201),
];

/** Oak & Linen's other division, Wear: an RA and an order of their own in RLM. */
export const oakLinenWear: readonly CatalogueItem[] = sizes('OLSCF', 'INDIGO', 'Linen Scarf', 4_500, 820_000_000_301);
