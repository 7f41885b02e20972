import { afterAll, beforeAll, jest } from '@jest/globals';
import { startProduct, type Product } from '../../src/index.js';
import { northfoldOn, type Northfold } from './northfold.js';
import { oakLinenOn, type OakLinen } from './oak-linen.js';
import { setStage, type NorthfoldChoices, type OakLinenChoices, type Stage } from './stage.js';

// A wait that fails says what it last saw, well before the test as a whole is out of time.
jest.setTimeout(120_000);

/** What is not as in the demo: of Northfold, and of Oak & Linen. */
export interface Choices extends NorthfoldChoices {
  readonly oakLinen?: OakLinenChoices;
}

/** What a test has to hand once its stage is set. */
export interface OnStage {
  readonly stage: Stage;
  readonly northfold: Northfold;
  readonly oakLinen: OakLinen;
  /** Stops the five services and starts them again on what they have stored. */
  restart(whileDown?: () => void): Promise<void>;
}

/** Sets the stage with the whole product for the tests of the surrounding `describe`, and clears it after them. */
export function onStage({ oakLinen: ofOakLinen = {}, ...ofNorthfold }: Choices = {}): OnStage {
  let stage: Stage | undefined;
  let product: Product | undefined;
  let northfold: Northfold | undefined;
  let oakLinen: OakLinen | undefined;

  beforeAll(async () => {
    stage = await setStage({ bus: 'postgres', pollSeconds: 0.4, northfold: ofNorthfold, oakLinen: ofOakLinen });
    product = await startProduct({ config: stage.config });
    northfold = northfoldOn(stage);
    oakLinen = oakLinenOn(stage);
  });

  afterAll(async () => {
    await product?.stop();
    await stage?.close();
  });

  const set = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the stage is not set yet');
    return part;
  };
  return {
    get stage() {
      return set(stage);
    },
    get northfold() {
      return set(northfold);
    },
    get oakLinen() {
      return set(oakLinen);
    },
    async restart(whileDown = () => undefined) {
      await product?.stop();
      whileDown();
      product = await startProduct({ config: set(stage).config });
    },
  };
}
