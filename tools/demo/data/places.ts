/** Where the patients live: real towns of Massachusetts north of Boston with their ZIP codes, on streets that are made up. */
import { list } from './list.ts'

/** Town, ZIP codes, and how many of the patients come from there. */
const townTable = `
Salem 01970 60|Lynn 01901/01902/01904/01905 58|Beverly 01915 50|Peabody 01960 46|Danvers 01923 26|Swampscott 01907 14|
Marblehead 01945 16|Saugus 01906 18|Gloucester 01930 18|Ipswich 01938 9|Revere 02151 14|Malden 02148 10|Nahant 01908 3|
Lynnfield 01940 8|Middleton 01949 7|Topsfield 01983 5|Boxford 01921 4|Hamilton 01936 2|South Hamilton 01982 4|
Wenham 01984 4|Rowley 01969 4|Newbury 01951 3|Newburyport 01950 8|Amesbury 01913 7|Salisbury 01952 3|Georgetown 01833 4|
Groveland 01834 3|Haverhill 01830/01832/01835 14|Merrimac 01860 2|West Newbury 01985 2|Methuen 01844 9|
Lawrence 01840/01841/01843 14|Andover 01810 6|North Andover 01845 6|Reading 01867 6|North Reading 01864 5|Stoneham 02180 5|
Melrose 02176 6|Wakefield 01880 8|Rockport 01966 4|Essex 01929 2|Manchester 01944 3|Wilmington 01887 4|Tewksbury 01876 3|
Woburn 01801 4|Winchester 01890 2|Medford 02155 5|Everett 02149 5|Chelsea 02150 6|Winthrop 02152 3|Burlington 01803 3|
Byfield 01922 2|Prides Crossing 01965 1|Hathorne 01937 1|Dracut 01826 2`

export type Town = Readonly<{ name: string; state: string; zips: readonly string[]; weight: number }>

const readTowns = (table: string, state: string): Town[] =>
  table
    .split('|')
    .map((line) => /^(.+) (\S+) (\d+)$/.exec(line.trim()))
    .filter((match) => match !== null)
    .map(([, name = '', zips = '', weight = '']) => ({
      name,
      state,
      zips: zips.split('/'),
      weight: Number(weight),
    }))

export const towns: readonly Town[] = readTowns(townTable, 'MA')
/** A few have moved away, or winter in the south. */
export const farTowns: readonly Town[] = [
  ...readTowns('Nashua 03060/03063 3|Salem 03079 3|Seabrook 03874 2|Plaistow 03865 1|Hampton 03842 1', 'NH'),
  ...readTowns('Kittery 03904 2|York 03909 1|Portland 04101 1', 'ME'),
  ...readTowns('Naples 34102 2|Venice 34285 1', 'FL'),
]

export const streetWords = list(`
Cormorant, Quarry, Lantern, Tidewater, Ropewalk, Saltbox, Gable, Cooper, Anchorage, Bayberry, Beach Plum, Blueberry, Bowsprit,
Brackett, Breakwater, Brimstone, Buttonwood, Canvasback, Capstan, Cedar Hollow, Chandlery, Clamshell, Cobble, Cod Head,
Compass, Cranberry, Currier, Custom, Dory, Driftway, Eelgrass, Eider, Elderberry, Fathom, Ferry Landing, Fiddlehead, Fish Flake,
Flagstaff, Foghorn, Foxglove, Gannet, Garrison, Gingerbread, Glasswort, Granite, Greenhead, Gristmill, Halyard, Harrow,
Haystack, Herring Run, Hobbs, Holly Berry, Horseshoe, Huckleberry, Ironstone, Juniper Point, Kelp, Kettle, Ladyslipper, Larkspur,
Ledge, Lightkeeper, Lobster Pot, Longboat, Lupine, Mackerel, Marlin Spike, Marsh Hen, Mill Race, Minuteman, Mooring, Muskeg,
Nautilus, Neptune, Netmaker, Nor'easter, Old Tannery, Orchard House, Osprey, Oyster Shell, Partridge, Pebble, Periwinkle,
Pilot, Pine Needle, Plover, Puddingstone, Quahog, Quince, Ram's Head, Red Maple, Reefpoint, Rope Yard, Rose Hip, Sandpiper,
Schooner, Scrimshaw, Sea Lavender, Sextant, Shad Bush, Shingle, Skipjack, Spar, Spinnaker, Split Rail, Spyglass, Starboard,
Stone Wall, Sumac, Sweet Fern, Tamarack, Tern, Thimble, Thistledown, Topgallant, Turnstile, Upland, Wampum, Weathervane,
Wharf House, Whistler, Widow's Walk, Windlass, Winterberry, Witch Hazel, Yardarm, Yellow Birch`)

export const streetKinds = list('St, St, St, Ave, Ave, Rd, Rd, Rd, Ln, Ln, Dr, Dr, Ct, Ter, Way, Cir, Pl, Sq')

/** Telephone area codes: first those of eastern Massachusetts, then where people bring their mobile number from. */
export const homeAreas = list('978, 781, 617, 351, 339, 857, 508, 774, 413')
export const farAreas = list(`
603, 207, 401, 860, 203, 802, 212, 718, 917, 646, 347, 516, 631, 914, 845, 518, 315, 585, 716, 607, 201, 973, 908, 732, 609, 856,
551, 848, 862, 215, 610, 717, 570, 412, 724, 814, 267, 484, 302, 410, 301, 443, 240, 202, 703, 571, 804, 757, 540, 434, 304,
919, 704, 336, 252, 828, 910, 980, 803, 843, 864, 404, 770, 678, 912, 706, 229, 478, 305, 786, 954, 561, 407, 321, 813, 727,
941, 239, 352, 386, 850, 904, 772, 863, 205, 251, 256, 334, 601, 228, 662, 615, 901, 865, 423, 731, 931, 502, 859, 606, 270,
216, 330, 419, 440, 513, 614, 740, 937, 313, 248, 734, 586, 517, 616, 231, 906, 989, 810, 317, 219, 260, 574, 765, 812, 312,
773, 708, 847, 630, 815, 309, 217, 618, 414, 262, 608, 715, 920, 612, 651, 763, 952, 218, 320, 507, 515, 319, 563, 641, 712,
314, 636, 816, 417, 573, 660, 913, 316, 620, 785, 402, 308, 605, 701, 405, 918, 580, 214, 972, 469, 817, 713, 281, 832, 210,
512, 361, 409, 432, 806, 830, 903, 915, 936, 940, 956, 979, 501, 479, 870, 504, 225, 318, 337, 985, 303, 720, 719, 970, 505,
575, 602, 480, 623, 520, 928, 801, 385, 435, 702, 775, 208, 406, 307, 206, 253, 425, 360, 509, 503, 971, 541, 213, 310, 323,
415, 510, 408, 619, 858, 714, 949, 909, 951, 916, 925, 707, 831, 805, 559, 661, 530, 209, 650, 626, 818, 760, 808, 907, 787`)

export const mailHosts = list('example.org, example.org, example.org, example.com, example.net')

export const shelter = {
  name: 'Lighthouse Night Shelter',
  line: '14 Ropewalk St',
  town: 'Lynn',
  zip: '01901',
}
