/** The only door to bundled libraries: the build turns this file into one bundle that all nodes share. */
import Big from 'big.js';
import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';

export { Big, XMLBuilder, XMLParser, XMLValidator };
