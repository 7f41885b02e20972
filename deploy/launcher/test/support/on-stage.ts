import { afterAll, beforeAll, jest } from '@jest/globals';
import { startProduct, type Product } from '../../src/index.js';
import { northfoldOn, type Northfold } from './northfold.js';
import { setStage, type NorthfoldChoices, type Stage } from './stage.js';

// A wait that fails says what it last saw, well before the test as a whole is out of time.
jest.setTimeout(120_000);

/** What a test has to hand once its stage is set. */
export interface OnStage {
  readonly stage: Stage;
  readonly northfold: Northfold;
  /** Stops the five services and starts them again on what they have stored. */
  restart(whileDown?: () => void): Promise<void>;
}

/** Sets the stage with the whole product for the tests of the surrounding `describe`, and clears it after them. */
export function onStage(choices: NorthfoldChoices = {}): OnStage {
  let stage: Stage | undefined;
  let product: Product | undefined;
  let northfold: Northfold | undefined;

  beforeAll(async () => {
    stage = await setStage({ bus: 'postgres', pollSeconds: 0.4, northfold: choices });
    product = await startProduct({ config: stage.config });
    northfold = northfoldOn(stage);
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
    async restart(whileDown = () => undefined) {
      await product?.stop();
      whileDown();
      product = await startProduct({ config: set(stage).config });
    },
  };
}
