/** Parts that surnames are put together from, so that a large practice has thousands of them. */
import { list } from './list.ts'
import type { Origin } from './family-names.ts'

export const surnameParts: Readonly<
  Partial<Record<Origin, readonly [starts: readonly string[], ends: readonly string[]]>>
> = {
  english: [
    list(`Ash, Birch, Black, Brad, Brock, Burn, Chad, Clay, Cran, Crow, Dar, Den, East, Elling, Fair, Farn, Gar, Green, Hal,
Hart, Hather, Hazel, Holl, Hurst, Kel, King, Lang, Lind, Long, March, Mel, Mid, Nor, North, Oak, Pen, Pres, Rad, Red, Row, Rush,
Shel, Stan, Stock, Storm, Thorn, Wake, Wal, West, Whit, Wil, Wind, Wood, Yard`),
    list(
      'bourne, brook, bury, by, combe, cott, den, dale, field, ford, ham, hurst, land, ley, low, man, mere, more, shaw, side, stead, ston, ton, well, wick, wood, worth, wright',
    ),
  ],
  irish: [
    list('Mc, Mac'),
    list(
      'Adoo, Alister, Bride, Cabe, Clure, Conaghy, Cormick, Dermott, Fadden, Farlane, Gann, Garvey, Gee, Ginley, Guire, Hale, Intyre, Keon, Kinnon, Lean, Loughlin, Mahon, Nally, Niff, Phail, Quade, Sorley, Sweeney, Taggart, Vey, Dowd, Grady, Hanlon, Mara, Meara, Riordan, Hearn, Gorman',
    ),
  ],
  italian: [
    list(
      'Bell, Bianch, Bon, Cap, Carb, Cas, Cav, Fer, Fior, Gamb, Ger, Lanz, Mart, Mel, Mont, Pac, Pell, Pisc, Rom, Sant, Ser, Spad, Tor, Val, Ver, Zan',
    ),
    list('ini, etti, ello, one, acci, ucci, aro, iero, ese, ato, ani, anella, orelli, ardo'),
  ],
  french: [
    list('Beau, Bell, Bois, Champ, Char, Cour, Des, Du, La, Lé, Mont, Ro, Val, Vill'),
    list(
      'bois, champs, chêne, clair, court, fontaine, lac, mont, pré, roche, rivière, val, ville, vert, moulin, chesne, plante',
    ),
  ],
  greek: [
    list('Papa, Hadji, Kara, Christo, Theo, Anto, Niko, Geor, Demo, Pana, Stama, Vasi'),
    list(
      'nikolas, poulos, giannis, dakis, doulos, theodorou, konstantinou, giorgiou, michalis, lidis, ropoulos, vasiliou',
    ),
  ],
  armenian: [
    list(
      'Arsen, Bedros, Boghos, Der Sark, Gulbenk, Hairabed, Kevork, Magar, Minas, Nerses, Parsegh, Setrak, Tavit, Toros, Yervant, Zor',
    ),
    list('ian, yan, oian, iants'),
  ],
  polish: [
    list(
      'Bielaw, Borow, Czajk, Dobrow, Gorsk, Jagod, Kalinow, Kruszew, Lipinsk, Makow, Orlow, Pietrz, Rogow, Sobczak, Tarnow, Wilczew, Zaleś, Zawadz',
    ),
    list('ski, ska, owicz, iewicz, czyk, owski'),
  ],
  slavic: [
    list(
      'Andri, Bohdan, Danyl, Fedor, Havryl, Ivan, Kyryl, Lukash, Maksym, Nazar, Ostap, Pavl, Roman, Stepan, Tymosh, Vasyl, Yarem, Zakhar',
    ),
    list('enko, iuk, chuk, ov, ova, yshyn, ivsky, iak, ets'),
  ],
  southAsian: [
    list(
      'Bhanu, Chandra, Deva, Gopala, Hari, Jaya, Kala, Lakshmi, Maha, Nara, Padma, Raghu, Rama, Siva, Surya, Thanga, Venkata, Vishwa',
    ),
    list('nathan, swamy, raman, pathi, moorthy, yya, rajan, sekaran, dhar, kanth, prasad, mani'),
  ],
  westAfrican: [
    list('Ade, Olu, Ola, Oye, Aki, Ayo, Chi, Nwa, Oko, Ike, Onye, Uche, Obi, Eme'),
    list(
      'bowale, femi, wole, sanya, yinka, dele, kunle, chukwu, mma, nna, jiaku, bueze, forka, dinma, tade, niyi',
    ),
  ],
  german: [
    list(
      'Acker, Bach, Berg, Birken, Eichen, Feld, Gold, Grün, Hohen, Kirsch, Linden, Rosen, Sand, Stein, Wald, Wein, Winter, Zimmer',
    ),
    list(
      'bauer, baum, berg, berger, brink, dahl, feld, hagen, haus, hof, meier, mann, müller, thal, lund, ström, stad',
    ),
  ],
  portuguese: [
    list('Boa, Casa, Mar, Mont, Nog, Oliv, Pal, Per, Quint, Rib, Salg, Silv, Vald, Vill'),
    list('eira, eiro, anha, inho, ado, elas, ares, ães, inha, uga, ura'),
  ],
  hispanic: [
    list(
      'Alma, Alvar, Arre, Basa, Bena, Cala, Carba, Duar, Echa, Gala, Iba, Landa, Mal, Men, Mira, Olive, Oroz, Sala, Urru, Valde, Villa, Zaba',
    ),
    list(
      'montes, rrez, guirre, rra, dero, gón, jera, lobos, vides, verde, rosa, zábal, lejo, nares, ñez, torre',
    ),
  ],
  vietnamese: [
    list('Nguyen, Tran, Le, Pham, Hoang, Vo, Bui'),
    list('-Phan, -Do, -Ly, -Dang, -Smith, -Le, -Tran, -Rossi, -Brown'),
  ],
  thaiLao: [
    list('Bun, Chai, Kham, Phon, Rat, Sri, Suk, Thong, Vira, Wong, Anu, Kitti'),
    list(
      'pradith, savath, chana, sawasdi, phanit, rattana, wattana, sombat, thavong, kulchai, panya, sirikul',
    ),
  ],
  pacific: [
    list('Ka, Kea, Ke, Na, Pu, Ma, Ho'),
    list("hananui, loha, kuewa, nohano, aloha, hinalua, 'ahanu, meheula, waiwai, pilialoha"),
  ],
  khmer: [
    list('Chan, Sok, Vann, Kim, Ros, Mean'),
    list('thou, sophal, narith, sothea, dara, vuthy, chhay, leang'),
  ],
}
