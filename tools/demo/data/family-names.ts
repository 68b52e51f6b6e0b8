/** Surnames by where they come from, the commonest first in each list. Written for this demo. */
import { list } from './list.ts'

export const familyNames = {
  english: list(`
Smith, Johnson, Williams, Brown, Jones, Davis, Miller, Wilson, Moore, Taylor, Clark, Hall, Baker, Adams, Campbell,
Mitchell, Roberts, Carter, Phillips, Evans, Turner, Parker, Collins, Edwards, Stewart, Morris, Rogers, Cook, Morgan,
Bell, Cooper, Richardson, Wood, Watson, Brooks, Bennett, Gray, Hughes, Price, Sanders, Foster, Ross, Henderson,
Coleman, Jenkins, Perry, Powell, Long, Patterson, Butler, Simmons, Russell, Griffin, Hayes, Fisher, Ellis, Cole, West,
Jordan, Owens, Reynolds, Hamilton, Graham, Wallace, Woods, Fox, Stone, Hawkins, Knight, Mills, Rice, Black, Hunt,
Palmer, Nichols, Grant, Dunn, Spencer, Gardner, Payne, Pierce, Berry, Matthews, Arnold, Willis, Ray, Watkins, Carpenter,
Lawrence, Chapman, Greene, Elliott, Harper, Lawson, Fields, Hudson, Carr, Duncan, Armstrong, Boyd, Bradley, Cunningham,
Porter, Hicks, Crawford, Kelley, Little, Burton, Bishop, Sutton, Weaver, Dean, Peabody, Endicott, Putnam, Choate,
Lowell, Cabot, Crowninshield, Pickering, Saltonstall, Derby, Winslow, Thorndike, Coffin, Starbuck, Hussey, Folger,
Swain, Burnham, Story, Cogswell, Haskell, Tarr, Pool, Norwood, Marchant, Lufkin, Goodhue, Appleton, Wainwright,
Treadwell, Kimball, Dodge, Tuck, Woodbury, Conant, Balch, Trask, Herrick, Ober, Larcom, Prescott, Whipple, Boardman,
Averill, Peirce, Fuller, Upton, Flint, Needham, Osborn, Southwick, Buffum, Nurse, Proctor, Corey, Cloyce, Towne,
Bixby, Gould, Perley, Bradstreet, Frothingham, Longfellow, Plummer, Poor, Noyes, Ilsley, Titcomb, Moody, Toppan,
Sargent, Bagley, Colby, Currier, Rowell, Hoyt, Morrill, Merrill, Sawyer, Emery, Jaques, Pettingell, Adie, Ashby,
Alderton, Barlow, Bassingthwaighte, Beckwith, Birtwistle, Blythe, Braithwaite, Calloway, Carruthers, Chadbourne,
Cholmondeley, Clutterbuck, Copperthwaite, Dunmore, Eastwood, Fairweather, Featherstonehaugh, Fothergill, Gathercole,
Greenhalgh, Hathersage, Haythornthwaite, Hebblethwaite, Higginbotham, Illingworth, Jellicoe, Kettlewell, Lightfoot,
Longbottom, Micklethwait, Nethercott, Oxenham, Pennyfeather, Quarmby, Ramsbottom, Satterthwaite, Shufflebotham,
Sowerbutts, Summerscale, Thistlethwaite, Thwaite, Tregenza, Penhaligon, Trevanion, Pascoe, Polkinghorne, Chenoweth,
Uttley, Venables, Wigglesworth, Winterbottom, Yarborough, Younghusband, Ap Rhys, Prydderch, Llewellyn, Gwilym, Cadwallader`),
  irish: list(`
Murphy, Sullivan, O'Brien, Kelly, McCarthy, O'Connor, Walsh, Ryan, Doherty, Murray, O'Neill, Lynch, Burke, Flynn,
Fitzgerald, Quinn, Daly, Kennedy, Foley, O'Leary, Donovan, Regan, Mahoney, Callahan, McLaughlin, Sheehan, Hurley,
Driscoll, Crowley, Cronin, Shea, O'Donnell, Gallagher, Doyle, Byrne, Hickey, Healy, Keane, Tobin, Power, Barry, Casey,
Curran, Connolly, Nolan, Brennan, Kavanagh, Farrell, Geary, Moynihan, O'Sullivan, O'Reilly, O'Rourke, O'Malley,
O'Flaherty, O'Shaughnessy, O'Hara, O'Toole, O'Dwyer, O'Keeffe, McGrath, McNamara, McDonough, McManus, McGovern,
McInerney, McGillicuddy, McCafferty, McAuliffe, McElroy, MacDonald, MacKenzie, MacLeod, MacPherson, MacIsaac, Mac Giolla,
Fitzpatrick, FitzGibbon, Fitzmaurice, Dempsey, Devlin, Feeney, Finnegan, Garrity, Gilhooly, Hanrahan, Heffernan,
Kilbride, Kilcoyne, Looney, Lonergan, Meagher, Mulcahy, Mulvaney, Ní Dhomhnaill, Ó Súilleabháin, Prendergast, Rafferty,
Rooney, Scanlon, Slattery, Tierney, Toomey, Twomey, Tuohy, Whelan, Breathnach, Coughlan, Culhane, Cusack, Delahunty`),
  italian: list(`
Russo, Rossi, DeLuca, Marino, Romano, Gallo, Costa, Conti, Esposito, Ferrara, Bruno, D'Angelo, DiPietro, Caruso, Rizzo,
Greco, Lombardi, Moretti, Barbieri, Ciaramitaro, Frontiero, Militello, Favazza, Lovasco, Scola, Curcuru, Randazza,
Parisi, Palazola, Sanfilippo, Ciolino, Brancaleone, Nicastro, Orlando, Groppo, Aiello, Amoroso, Barone, Battaglia,
Bevilacqua, Buonocore, Calabrese, Cappello, Cardinale, Catalano, Cavallaro, Colangelo, Coppola, D'Agostino, D'Amico,
Dell'Orfano, Della Croce, Di Benedetto, DiGiovanni, DiMascio, Fiorentino, Gagliardi, Giordano, Guarino, Iannacone,
Imperioli, LaRosa, Lo Presti, Mastrangelo, Mazzarella, Napolitano, Palumbo, Pellegrino, Petrillo, Quattrocchi, Ruggiero,
Santangelo, Scalise, Sciarappa, Spinelli, Tagliaferri, Tedesco, Tuccinardi, Vaccaro, Zampitella`),
  french: list(`
Pelletier, Gagnon, Michaud, Bouchard, Levesque, Ouellette, Gagné, Theriault, Cote, Boucher, Roy, Caron, Morin, Lavoie,
Fortin, Landry, LeBlanc, Cormier, Arsenault, Boudreau, Comeau, Doucette, Gaudet, Thibodeau, Thibeault, Bélanger,
Beaulieu, Bergeron, Bernier, Bilodeau, Bourque, Charbonneau, Chouinard, Cloutier, Daigle, Deschênes, Desjardins,
Desrochers, Dionne, Dubé, Dubois, Dufour, Duquette, Fournier, Gauthier, Gendron, Giroux, Goulet, Guérin, Hébert, Labbé,
Lachance, Laflamme, Lafrenière, Lajoie, Lamontagne, Langlois, Larocque, LaPointe, L'Heureux, L'Italien, Martel, Ménard,
Nadeau, Paquette, Paradis, Plourde, Poirier, Proulx, Provencher, Robichaud, St. Germain, St-Laurent, St. Pierre,
Surette, Tardif, Toussignant, Tremblay, Vaillancourt, Veilleux, de La Bruère`),
  hispanic: list(`
Rodríguez, Martínez, Pérez, Sánchez, Ramírez, González, Hernández, Rivera, Torres, Díaz, Reyes, Cruz, Ortiz, Gómez,
Santiago, Vázquez, Rosario, De la Cruz, Peña, Núñez, Guzmán, Jiménez, Santana, Medina, Castillo, Polanco, Colón, Vega,
Figueroa, Feliz, Mejía, Tejada, Almonte, Abreu, De los Santos, Encarnación, Paulino, Espinal, Báez, Tavárez, Batista,
Acevedo, Alicea, Arroyo, Ayala, Bonilla, Burgos, Caraballo, Cintrón, Cordero, Crespo, Del Valle, De Jesús, Fuentes,
Lebrón, Maldonado, Matos, Meléndez, Montañez, Muñiz, Nieves, Oquendo, Otero, Pacheco, Pagán, Quiñones, Rentas, Sepúlveda,
Serrano, Soto, Toledo, Vélez, Villanueva, Zayas, Aguilar, Alvarenga, Argueta, Barahona, Bautista, Cabrera, Calderón,
Canales, Chacón, Cifuentes, Escobar, Estrada, Galdámez, Guevara, Herrera, Iraheta, Juárez, Lemus, Marroquín, Menjívar,
Monterroso, Orellana, Ovando, Portillo, Quintanilla, Recinos, Sandoval, Tzunún, Umaña, Xicay, Yanes, Zelaya, Ibarra,
Echeverría, Goicoechea, Etxeberria, Bolívar-Ruiz, Restrepo, Jaramillo, Zapata, Cárdenas, Ospina, Uribe, Quispe, Mamani`),
  portuguese: list(`
Silva, Santos, Souza, Oliveira, Pereira, Costa, Rodrigues, Almeida, Nascimento, Lima, Araújo, Fernandes, Carvalho,
Gomes, Martins, Rocha, Ribeiro, Alves, Monteiro, Mendes, Barros, Freitas, Barbosa, Pinto, Moura, Cavalcanti, Dias,
Castro, Campos, Cardoso, Correia, Teixeira, Moreira, Andrade, Furtado, Medeiros, Amaral, Arruda, Botelho, Cabral,
Câmara, Couto, da Cunha, da Rosa, de Melo, dos Reis, Estrela, Faria, Gouveia, Leal, Machado, Magalhães, Matias, Melo,
Moniz, Neves, Nóbrega, Pacheco, Pimentel, Ponte, Quental, Raposo, Resendes, Sequeira, Simões, Tavares, Toste, Valadão,
Vasconcelos, Viveiros, Xavier, Evangelista, Guimarães, Conceição, Assunção, Brandão`),
  capeVerdean: list(`
Gomes, Andrade, Barros, Fernandes, Lopes, Pires, Monteiro, DePina, Tavares, Mendes, Centeio, Fontes, Rosa, Cardoso,
Évora, Lobo, Brito, Baptista, Depina, Moniz, Semedo, Varela, Vicente, Teixeira, Spencer, Ramos, Tolentino`),
  haitian: list(`
Jean-Baptiste, Pierre, Jean, Joseph, Charles, Louis, Saint-Louis, François, Toussaint, Desir, Étienne, Michel, Augustin,
Dorvil, Philippe, Alexis, Jean-Louis, Jean-Pierre, Jean-François, Pierre-Louis, St. Fleur, Saint-Jean, Exantus, Celestin,
Dieudonné, Laguerre, Lamour, Belizaire, Beauvoir, Cadet, Delva, Estimé, Fils-Aimé, Germain, Hyppolite, Innocent, Jocelyn,
Lafontant, Mérisier, Narcisse, Octave, Petit-Frère, Placide, Romulus, Sylvestre, Théodore, Valcourt, Vilsaint, Zéphirin`),
  africanAmerican: list(`
Washington, Jefferson, Williams, Johnson, Brown, Jackson, Davis, Robinson, Harris, Thomas, Banks, Booker, Gaines,
Freeman, Hairston, Mosley, Battle, Broadnax, Bolden, Dorsey, Gadsden, Grier, Habersham, Ivory, Mayfield, McClain,
Pettigrew, Pinckney, Ravenell, Rutledge, Singletary, Smalls, Tolliver, Vanterpool, Whitfield, Witherspoon, Yancey`),
  westAfrican: list(`
Mensah, Osei, Boateng, Owusu, Asante, Appiah, Amoako, Addo, Agyeman, Kwarteng, Okafor, Okeke, Nwosu, Eze, Adeyemi,
Adebayo, Ogunleye, Oyelaran, Balogun, Chukwu, Onyekachi, Ibeh, Uzochukwu, Abubakar, Bello, Danjuma, Diallo, Camara,
Touré, Sesay, Kamara, Conteh, Koroma, Bangura, Weah-Nimley, Kollie, Ndiaye, Traoré, Coulibaly, Ouédraogo, N'Diaye`),
  eastAfrican: list(`
Kamau, Mwangi, Njoroge, Wanjiru, Kariuki, Otieno, Odhiambo, Kiplagat, Cheruiyot, Mutua, Nakato, Ssemwogerere, Byaruhanga,
Uwimana, Habimana, Ndayishimiye, Niyonzima, Mukasa, Okello, Achieng, Ng'ang'a, Mwakasege`),
  somali: list(`
Ali, Mohamed, Hassan, Abdi, Ahmed, Farah, Omar, Osman, Warsame, Jama, Hersi, Duale, Abdullahi, Guled, Hussein, Ibrahim,
Nur, Yusuf, Shire, Roble, Aden, Egal, Samatar, Dirie`),
  ethiopian: list(`
Tesfaye, Bekele, Kebede, Haile, Tadesse, Abebe, Girma, Alemu, Desta, Mekonnen, Wolde, Gebremedhin, Gebreselassie,
Tewolde, Berhane, Asfaw, Woldemariam, Yohannes, Teklehaimanot`),
  vietnamese: list(`
Nguyen, Tran, Le, Pham, Hoang, Huynh, Phan, Vu, Vo, Dang, Bui, Do, Ho, Ngo, Duong, Ly, Truong, Dinh, Lam, Mai, Trinh,
Cao, Luong, Ha, Chau, Ta, Thai, Quach, Diep, Nguyễn, Trần, Phạm, Đặng, Bùi, Tôn Nữ, Tôn Thất, Khuất, Ông, Ứng`),
  khmer: list(`
Chan, Sok, Chea, Kim, Heng, Seng, Keo, Meas, Nhem, Oum, Pich, Prak, Ros, Sam, Sar, Som, Suon, Tep, Thach, Touch, Uch,
Vann, Yim, Khiev, Khoun, Mao, Nuon, Phan, Sovann, Ouk, Eap, Ung, Im`),
  chinese: list(`
Chen, Wang, Li, Zhang, Liu, Huang, Lin, Wu, Yang, Zhao, Chan, Wong, Lee, Lau, Leung, Cheung, Ng, Xu, Sun, Ma, Zhu, Hu,
Guo, He, Gao, Lo, Luo, Zheng, Liang, Xie, Tang, Han, Cao, Deng, Feng, Peng, Zeng, Xiao, Tian, Dong, Pan, Yuan, Cai, Jiang,
Yu, Du, Ye, Cheng, Wei, Su, Lü, Ding, Ren, Shen, Yao, Lu, Tan, Fong, Chiu, Tsang, Mak, Kwok, Yeung, Ouyang, Szeto, Situ,
Shangguan, Au-Yeung, E, Hsieh, Hsu, Tsai, Kuo, Chuang, Zhuge`),
  korean: list(`
Kim, Lee, Park, Choi, Jung, Kang, Cho, Yoon, Jang, Lim, Han, Oh, Seo, Shin, Kwon, Hwang, Ahn, Song, Yoo, Hong, Jeon, Ko,
Moon, Yang, Son, Bae, Baek, Heo, Nam, Shim, Noh, Ha, Joo, Woo, Min, O, Namgung, Seonwoo, Jegal`),
  japanese: list(`
Sato, Suzuki, Takahashi, Tanaka, Watanabe, Ito, Yamamoto, Nakamura, Kobayashi, Kato, Yoshida, Yamada, Sasaki, Matsumoto,
Inoue, Kimura, Hayashi, Shimizu, Mori, Abe, Ikeda, Hashimoto, Ishikawa, Ogawa, Okada, Fujita, Kudo, Nishimura, Ōno, Ii`),
  southAsian: list(`
Patel, Shah, Singh, Kumar, Sharma, Gupta, Desai, Mehta, Reddy, Rao, Iyer, Nair, Menon, Pillai, Joshi, Kulkarni, Deshpande,
Banerjee, Chatterjee, Mukherjee, Sengupta, Ghosh, Bose, Das, Dutta, Mishra, Pandey, Trivedi, Bhatt, Chaudhary, Kaur, Gill,
Sandhu, Dhillon, Grewal, Malhotra, Kapoor, Khanna, Chopra, Agarwal, Bansal, Jain, Naidu, Varma, Krishnamurthy,
Venkataraman, Subramaniam, Ramanathan, Balasubramanian, Thiruvengadam, Muthukrishnan, Gopalakrishnan, Chandrasekhar,
Vaidyanathan, Padmanabhan, Sundararajan, Wijesinghe, Jayawardena, Gunasekara, Perera, Ranasinghe, Wickramasinghe,
Mahapatra, Bhattacharya, Gangopadhyay, Lakhani, Merchant, Contractor, Batliwala, Daruwalla`),
  pakistani: list(`
Khan, Ahmed, Hussain, Malik, Qureshi, Siddiqui, Chaudhry, Sheikh, Butt, Mirza, Raja, Bhatti, Akhtar, Iqbal, Mahmood,
Rehman, Hashmi, Rizvi, Zaidi, Gilani, Rahman, Islam, Chowdhury, Hossain, Begum, Uddin, Miah, Sarkar, Talukder, Bhuiyan`),
  nepali: list(`
Gurung, Tamang, Rai, Magar, Thapa, Shrestha, Sherpa, Karki, Adhikari, Dahal, Bhattarai, Pradhan, Subedi, Chhetri, Limbu,
Dorji, Wangchuk, Tshering, Lhamo, Tenzin`),
  arabic: list(`
Haddad, Khoury, Nasser, Saleh, Mansour, Hassan, Hussein, Abdallah, Najjar, Sayegh, Farah, Rahal, Boutros, Tannous,
Shaheen, Abboud, Habib, Ghannam, Al-Masri, Al-Sayed, Al-Khatib, Al-Jaziri, Al-Hakim, Abu Bakr, Abu Ghazaleh, El-Amin,
El Idrissi, Benali, Bennani, Cherkaoui, Bouazza, Ben Youssef, Hamdan, Darwish, Qasim, Zaghloul, Al-Obaidi, Al-Tikriti-Rawi,
Kassis, Maalouf, Hijazi, Barakat, Issa, Jabbour, Mikhail, Girgis, Ibrahim, Abd el-Rahman`),
  persian: list(`
Hosseini, Mohammadi, Ahmadi, Karimi, Rahimi, Tehrani, Farahani, Sadeghi, Rostami, Ghorbani, Kazemi, Shirazi, Tabrizi,
Yazdani, Noorzai, Popal, Stanikzai, Wardak, Barakzai, Sultani, Mahdavi-Kia, Zand`),
  armenian: list(`
Bagdasarian, Hagopian, Kasparian, Avakian, Krikorian, Boyajian, Der Boghosian, Garabedian, Hovsepian, Kazanjian,
Keshishian, Manoogian, Mardirosian, Najarian, Ohanian, Papazian, Sarkisian, Tashjian, Ter-Petrosyan, Vartanian, Yeghiazaryan,
Zakarian, Grigoryan, Harutyunyan, Karapetyan, Mkrtchyan, Hambardzumyan`),
  greek: list(`
Pappas, Papadopoulos, Nikolaou, Georgiou, Demos, Kostopoulos, Stavros, Karras, Economou, Panagiotopoulos, Papageorgiou,
Christodoulou, Anagnostopoulos, Kyriakos, Lekkas, Makris, Mavros, Ioannidis, Hatzis, Theodorakis-Lane, Tsoukalas, Xenakis,
Zervas, Vlahos, Doukas, Aggelis`),
  albanian: list(`
Hoxha, Shehu, Prifti, Dervishi, Kola, Gjoka, Leka, Marku, Ndreu, Bregu, Cela, Dushku, Gjonaj, Hysi, Kraja, Lleshi, Mema,
Papa, Qirjazi, Rama, Sinani, Tafa, Xhaferi, Zogu, Çobani`),
  polish: list(`
Nowak, Kowalski, Wisniewski, Wojcik, Kaminski, Lewandowski, Zielinski, Szymanski, Wozniak, Dabrowski, Kozlowski, Jankowski,
Mazur, Krawczyk, Piotrowski, Grabowski, Pawlowski, Michalski, Krol, Wieczorek, Jablonski, Wrobel, Majewski, Olszewski,
Stepien, Malinowski, Jaworski, Witkowski, Walczak, Rutkowski, Szczepański, Brzęczyszczykiewicz, Ostrowski, Sikorski,
Baranowski, Gołębiewski, Łukasik, Żurawski, Święcicki, Nowakowski`),
  slavic: list(`
Ivanov, Petrov, Smirnov, Kuznetsov, Popov, Volkov, Sokolov, Kozlov, Novikova, Morozova, Shevchenko, Kovalenko, Bondarenko,
Tkachenko, Kravchenko, Oliynyk, Lysenko, Marchenko, Savchenko, Melnyk, Hrytsenko, Zaporozhets, Dvořák, Novotný, Svoboda,
Horváth, Kovács, Szabó, Nagy, Popescu, Ionescu, Dumitrescu, Georgieva, Dimitrov, Petrović, Jovanović, Nikolić, Horvat,
Kovačević, Hadžić, Begović, Kučera, Hlaváč, Kazlauskas, Jankauskas, Bērziņš, Ozoliņš, Tamm`),
  jewish: list(`
Cohen, Levine, Goldberg, Friedman, Shapiro, Katz, Kaplan, Rosenberg, Goldstein, Weiss, Schwartz, Rubin, Bernstein,
Feldman, Greenberg, Horowitz, Abramowitz, Lieberman, Zimmerman, Rosenthal, Silverman, Wasserman, Kessler, Margolis,
Pinsky, Rabinowitz, Sandler, Tannenbaum, Vilensky, Wolfson, Yudkovitz, Zuckerman-Stein, Ben-David, Bar-Lev, Halevi`),
  german: list(`
Schmidt, Schneider, Fischer, Weber, Meyer, Wagner, Becker, Hoffmann, Schäfer, Koch, Bauer, Richter, Klein, Wolf, Schröder,
Neumann, Krüger, Hartmann, Lange, Krause, Lehmann, Köhler, Kaiser, Vogel, Müller, Voss, von Arnim, von der Heide,
van der Berg, van den Heuvel, van Dijk, Vander Meer, de Vries, ten Broeck, Hofstra, Zuiderveld, Oosterhuis, Andersson,
Johansson, Nilsson, Lindqvist, Bergström, Sjöberg, Åkesson, Hansen, Olsen, Kristiansen, Nygård, Sørensen, Møller,
Østergaard, Virtanen, Korhonen, Lahti, Mäkinen, Jónsdóttir, Guðmundsson, Zschiesche`),
  filipino: list(`
Santos, Reyes, Cruz, Bautista, Del Rosario, Ramos, Garcia, Aquino, Mendoza, Dela Cruz, Villanueva, Castañeda, Magsaysay,
Dimaculangan, Macapagal, Panganiban, Catacutan, Batungbakal, Dalisay, Magbanua, Ocampo, Salonga, Tolentino, Ynares`),
  thaiLao: list(`
Saetang, Srisai, Wongsawat, Chaiyasit, Phommachanh, Sisavath, Vongsa, Inthavong, Sengsouvanh, Rattanakosin,
Suwannarat, Thepsiri, Vang, Xiong, Yang, Lor, Moua, Thao, Phetsarath, Chanthavong`),
  pacific: list(`
Kahale, Kealoha, Kamaka, Kalani, Nakoa, Kekauoha, Mahoe, Kaleohano, Kanahele, Keli'ikoa, Kapa'akea, Tuiasosopo, Faleolo,
Leota, Tavita, Tupuola, Fonoti, Taufa, Vea, Lolohea, Sablan, Camacho, Taitano`),
  native: list(`
Peters, Attaquin, Hendricks, Pocknett, Mills, Frye, Tobey, Avant, Begay, Yazzie, Tsosie, Benally, Nez, Bitsui, Two Bulls,
Red Cloud, Iron Shell, Black Elk-Moran, Good Voice, Swimmer, Stillday, Skenandore, Metoxen, Francis, Sockabasin, Dana,
Neptune, Altvater, Sapiel, Whitehorse, Roanhorse, Standing Crow`),
} as const

export type Origin = keyof typeof familyNames
