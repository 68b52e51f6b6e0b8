/** Given names from elsewhere, by origin. Written for this demo. */
import { list } from './list.ts'
import type { Origin } from './family-names.ts'

export const worldGiven: Readonly<
  Partial<Record<Origin, Readonly<Record<'female' | 'male', readonly string[]>>>>
> = {
  irish: {
    female: list(
      'Aoife, Siobhán, Sinéad, Gráinne, Orla, Róisín, Caoimhe, Deirdre, Nuala, Bríd, Máire, Brigid, Niamh, Fionnuala, Clodagh',
    ),
    male: list(
      'Seán, Pádraig, Ciarán, Eoin, Diarmuid, Cormac, Fergus, Colm, Malachy, Donal, Finbarr, Tadhg, Brendan, Niall, Oisín',
    ),
  },
  italian: {
    female: list(
      'Concetta, Carmela, Filomena, Giuseppina, Rosaria, Assunta, Antonetta, Domenica, Lucia, Graziella, Chiara, Francesca, Giulia, Ornella, Pierina, Santa, Serafina, Vincenza',
    ),
    male: list(
      'Salvatore, Gaetano, Giuseppe, Carmine, Rocco, Domenic, Angelo, Pasquale, Vito, Sebastiano, Luigi, Antonio, Matteo, Lorenzo, Nunzio, Biagio, Calogero, Ignazio',
    ),
  },
  french: {
    female: list(
      'Thérèse, Jeannine, Lucille, Cécile, Rolande, Gisèle, Huguette, Yolande, Monique, Solange, Marie-Claire, Geneviève, Lise, Odette, Aurore',
    ),
    male: list(
      'Réal, Gérard, Fernand, Jean-Paul, Léo, Adrien, Rosaire, Conrad, Aimé, Laurier, Jean-Guy, Yvon, Ovila, Gaston, Étienne',
    ),
  },
  hispanic: {
    female:
      list(`María, Carmen, Ana, Rosa, Altagracia, Mercedes, Milagros, Yolanda, Juana, Luz, Ramona, Josefina, Guadalupe, Esperanza,
Dolores, Consuelo, Yesenia, Yadira, Marisol, Maribel, Xiomara, Daniela, Valentina, Camila, Ximena, Lucía, Sofía, Isabel, Teresa,
Concepción, Rosario, Pilar, Itzel, Noemí, Nélida, Zoila, Yaritza, Keila, Dulce, Génesis, Ruth Noemí, María José, Ana Lucía, Belkis, Wendy`),
    male: list(`José, Juan, Luis, Carlos, Rafael, Ramón, Miguel, Pedro, Jesús, Francisco, Manuel, Ángel, Víctor, Héctor, Julio, Santiago,
Mateo, Sebastián, Diego, Andrés, Emilio, Joaquín, Ignacio, Wilfredo, Radhamés, Leónidas, Starlin, Yunior, Wilmer, Elmer, Óscar,
Rigoberto, Nelson, Efraín, Arnulfo, Guillermo, Jorge, Raúl, Rubén, Tomás, José Luis, Juan Carlos, Ezequiel, Iker, Thiago`),
  },
  portuguese: {
    female: list(
      'Maria, Ana, Fátima, Conceição, Lurdes, Natália, Filomena, Graça, Juliana, Fernanda, Luciana, Patrícia, Larissa, Thaís, Beatriz, Letícia, Inês, Aparecida, Jussara, Rosângela, Vitória, Mariazinha',
    ),
    male: list(
      'João, José, Manuel, António, Carlos, Paulo, Fernando, Luís, Rui, Joaquim, Marcelo, Rodrigo, Thiago, Wellington, Gustavo, Rafael, Duarte, Jorge, Vasco, Edmílson, Caíque, Wanderley',
    ),
  },
  capeVerdean: {
    female: list(
      'Maria, Nilda, Djamila, Eveline, Zenaida, Arlinda, Dulce, Celina, Ivone, Mayra, Belmira, Ludmila',
    ),
    male: list(
      'José, Adilson, Nelson, Jair, Arlindo, Djoy, Emanuel, Hélder, Ivandro, Mário, Silvino, Zeferino',
    ),
  },
  haitian: {
    female: list(
      'Marie, Guerda, Rose-Marie, Mirlande, Nadège, Fabiola, Ketsia, Lovely, Islande, Darline, Yolette, Marie-Ange, Wideline, Esperancia, Ghislaine, Manoucheka, Dieula, Bergeline',
    ),
    male: list(
      'Jean, Jean-Claude, Wilner, Frantz, Reginald, Ronel, Emmanuel, Stanley, Dieuseul, Wisly, Mackenson, Evens, Pierre, Fritz, Jean-Robert, Woodley, Ducarmel, Lesly',
    ),
  },
  africanAmerican: {
    female: list(
      'Latasha, Keisha, Tamika, Ebony, Shanice, Aaliyah, Imani, Nia, Ernestine, Mattie, Odessa, Ruby, Essie, Lakeisha, Tanisha, Monique, Khadijah, Amari, Kamilah, Zora, Deja, Tyesha',
    ),
    male: list(
      'Darnell, Tyrone, Jamal, Terrell, Andre, Reginald, Cedric, Maurice, Demetrius, Otis, Cleveland, Percy, Rashad, Malik, Kareem, Tyrell, DeAndre, Lavelle, Roosevelt, Isaiah, Amir, Kwame',
    ),
  },
  westAfrican: {
    female: list(
      'Ama, Akosua, Abena, Efua, Adwoa, Ngozi, Chiamaka, Adaeze, Folasade, Yetunde, Temitope, Amina, Fatoumata, Aïssatou, Mariama, Hawa, Isatu, Comfort, Patience, Blessing, Oluwaseun, Ifeoma',
    ),
    male: list(
      'Kwame, Kofi, Kwabena, Yaw, Emeka, Chinedu, Obinna, Olumide, Babatunde, Tunde, Ibrahim, Mamadou, Ousmane, Alhaji, Foday, Prince, Emmanuel, Oluwatobiloba, Ikechukwu, Sekou, Abdoulaye, Nnamdi',
    ),
  },
  eastAfrican: {
    female: list(
      'Wanjiku, Nyambura, Akinyi, Grace, Mercy, Claudine, Immaculée, Nakimuli, Aline, Esther, Consolata, Jepkosgei, Uwase',
    ),
    male: list(
      'Kiprono, Otieno, Mugisha, Emmanuel, Jean de Dieu, Ssali, Samuel, Patrice, Kimani, Ochieng, Innocent, Théogène, Wycliffe',
    ),
  },
  somali: {
    female: list(
      'Amina, Fadumo, Halima, Hodan, Ifrah, Khadija, Naima, Sahra, Ubah, Zahra, Ayaan, Deqa, Hamdi, Idil, Sagal',
    ),
    male: list(
      'Abdirahman, Mohamed, Ahmed, Abdi, Ismail, Mahad, Liban, Zakariya, Abdullahi, Guled, Ayanle, Bashir, Mustafe, Yahye, Cabdi',
    ),
  },
  ethiopian: {
    female: list('Selam, Hiwot, Tigist, Almaz, Meron, Bethlehem, Rahel, Eden, Genet, Saba, Mulu, Senait'),
    male: list(
      'Dawit, Yonas, Abel, Samuel, Tewodros, Getachew, Biniam, Habtamu, Mulugeta, Solomon, Kidane, Yared',
    ),
  },
  vietnamese: {
    female: list(
      'Thi Lan, Thi Hoa, Thi Mai, Linh, Huong, Thuy, Ngoc, Phuong, Trang, My Linh, Kim Anh, Bich Ngoc, Thanh Thuy, Hanh, Tuyet, Yen, Diễm, Quỳnh, Cẩm Tú, Thảo Vy',
    ),
    male: list(
      'Van Minh, Van Hung, Duc, Tuan, Quang, Hieu, Khoa, Thanh, Bao, Long, Phuc, Dat, Trung, Hoang Nam, Anh Tuan, Vinh, Đức, Hữu Phước, Xuân, Quốc Bảo',
    ),
  },
  khmer: {
    female: list(
      'Sophea, Chanthou, Sreymom, Bopha, Channary, Kunthea, Maly, Phalla, Rachana, Sokha, Theary, Sothea, Davy, Mom',
    ),
    male: list(
      'Sokhom, Vuthy, Rithy, Samnang, Bunthoeun, Chantha, Dara, Kosal, Narith, Phalla, Sarith, Sovan, Veasna, Borey',
    ),
  },
  chinese: {
    female: list(
      'Mei, Xiu Ying, Li Na, Yan, Hui, Ying, Jing, Xiaoling, Yu Lan, Siu Fong, Wai Ling, Shu-Fen, Hsiu-Mei, Ya-Ting, Yi, Xin Yi, Zi Han, Qing, Rong, Mei Ling, Suet Ying, Bao Zhu',
    ),
    male: list(
      'Wei, Jian, Ming, Guo Qiang, Jun, Hao, Wing Kit, Ka Ho, Chi Keung, Yao, Zhi Wei, Lei, Feng, Chih-Hao, Cheng-Wei, Bo, Tao, Kwok Wai, Dong, Zi Xuan, Yong, Chun Fai',
    ),
  },
  korean: {
    female: list(
      'Ji-woo, Min-ji, Eun-ji, Soo-jin, Young-hee, Sun-hee, Hye-jin, Ji-hye, Mi-kyung, Kyung-ja, Seo-yeon, Ha-eun, Yuna, Myung-sook',
    ),
    male: list(
      'Min-jun, Ji-hoon, Sung-ho, Young-ho, Jae-hyun, Dong-hyun, Kwang-soo, Seung-min, Tae-woo, Joon, Sang-chul, Hyun-woo, Byung-chul, Do-yoon',
    ),
  },
  japanese: {
    female: list(
      'Yuki, Keiko, Yoko, Sachiko, Hiroko, Naomi, Aiko, Haruka, Emi, Michiko, Sakura, Kazuko, Rin, Mariko',
    ),
    male: list(
      'Hiroshi, Kenji, Takashi, Makoto, Yuta, Haruto, Daiki, Satoshi, Akira, Kazuo, Ren, Shigeru, Tsutomu, Junichi',
    ),
  },
  southAsian: {
    female:
      list(`Priya, Anjali, Lakshmi, Sunita, Meena, Kavita, Neha, Pooja, Deepa, Geeta, Shanta, Usha, Rekha, Harpreet, Gurpreet, Manjit,
Ananya, Diya, Aadhya, Saanvi, Nirmala, Padma, Vasanthi, Jyotsna, Swati, Bhavana, Ishani, Kamakshi, Sarojini, Aarohi`),
    male: list(`Raj, Amit, Suresh, Ramesh, Vijay, Sanjay, Rahul, Arjun, Rohan, Krishna, Mahesh, Dinesh, Harish, Gurdeep, Jaspreet, Baldev,
Aarav, Vihaan, Advait, Ishaan, Venkatesh, Murali, Ganesh, Prakash, Jayant, Bharat, Chirag, Dhruv, Karthik, Balakrishna`),
  },
  pakistani: {
    female: list(
      'Ayesha, Fatima, Sana, Rukhsana, Nasreen, Shazia, Zainab, Mahnoor, Hira, Bushra, Shaheen, Nusrat, Tahmina, Rehana, Farzana, Sabiha, Maryam, Aisha',
    ),
    male: list(
      'Muhammad, Imran, Asif, Tariq, Usman, Bilal, Hamza, Faisal, Shahid, Zubair, Rashid, Kamal, Abdul, Rafiq, Nasir, Shafiqul, Mizanur, Anwar',
    ),
  },
  nepali: {
    female: list(
      'Sita, Maya, Laxmi, Sarita, Pabitra, Dawa, Pema, Kabita, Tika Maya, Dil Maya, Nisha, Devi, Yangchen',
    ),
    male: list(
      'Bishnu, Hari, Dil Bahadur, Ram, Krishna, Pasang, Mingma, Tika Ram, Kumar, Suraj, Bikash, Man Bahadur, Dorjee',
    ),
  },
  arabic: {
    female: list(
      'Fatima, Layla, Mariam, Nour, Rania, Hanan, Samira, Huda, Amal, Yasmin, Salma, Dina, Reem, Zeinab, Nadia, Souad, Ghada, Khadija, Marwa, Rima',
    ),
    male: list(
      "Mohammed, Ahmad, Ali, Omar, Khalid, Youssef, Ibrahim, Hassan, Karim, Tarek, Samir, Nabil, Elias, Georges, Abdelkader, Mustafa, Bilal, Rami, Sa'id, Yahya",
    ),
  },
  persian: {
    female: list(
      'Shirin, Leila, Parisa, Nasrin, Maryam, Azadeh, Mina, Farida, Zarmina, Roya, Soraya, Golnaz',
    ),
    male: list(
      'Reza, Ali, Mehdi, Hossein, Amir, Behrouz, Farhad, Dariush, Najibullah, Ahmad, Jamshid, Kaveh',
    ),
  },
  armenian: {
    female: list(
      'Anahit, Araxie, Siranoush, Nazeli, Lusine, Ani, Hasmik, Gayane, Sona, Takouhi, Vartouhi, Zabel, Nairi',
    ),
    male: list(
      'Hagop, Krikor, Aram, Vahan, Armen, Garabed, Hovhannes, Levon, Sarkis, Tigran, Vartan, Zaven, Mher',
    ),
  },
  greek: {
    female: list(
      'Eleni, Maria, Despina, Vasiliki, Panagiota, Sophia, Katina, Evangelia, Athena, Stavroula, Calliope, Anastasia',
    ),
    male: list(
      'Konstantinos, Dimitrios, Georgios, Nikos, Spiros, Stavros, Panagiotis, Athanasios, Evangelos, Peter, Aristotelis, Theo',
    ),
  },
  albanian: {
    female: list(
      'Mirela, Elira, Drita, Arta, Blerta, Ermira, Flutura, Vjollca, Teuta, Besa, Majlinda, Ornela',
    ),
    male: list('Agim, Arben, Besnik, Dritan, Ilir, Luan, Genti, Fatos, Petrit, Bujar, Klajdi, Spiro'),
  },
  polish: {
    female: list(
      'Agnieszka, Małgorzata, Katarzyna, Barbara, Halina, Zofia, Stanisława, Jadwiga, Krystyna, Ewa, Bronisława, Wanda',
    ),
    male: list(
      'Stanisław, Tadeusz, Zbigniew, Kazimierz, Krzysztof, Andrzej, Wojciech, Piotr, Marek, Zygmunt, Bolesław, Mieczysław',
    ),
  },
  slavic: {
    female: list(
      'Svetlana, Olena, Oksana, Natalia, Iryna, Tatiana, Ludmila, Galina, Yelena, Valentina, Nadezhda, Zinaida, Jelena, Mirjana, Ioana, Radka, Zsuzsanna, Daiva',
    ),
    male: list(
      'Oleksandr, Volodymyr, Dmitri, Sergei, Mykola, Igor, Boris, Yuri, Viktor, Andriy, Anatoly, Gennady, Dragan, Zoran, Gheorghe, István, Jiří, Vytautas',
    ),
  },
  jewish: {
    female: list(
      'Miriam, Rivka, Shoshana, Leah, Rochel, Chana, Esther, Bluma, Yael, Tova, Adina, Golda, Raizel, Noa',
    ),
    male: list(
      'Moshe, Avraham, Yitzhak, Saul, Hyman, Mordechai, Ari, Eli, Noam, Sheldon, Menachem, Isidore, Reuven, Zev',
    ),
  },
  german: {
    female: list(
      'Ingrid, Heidi, Ursula, Greta, Annelise, Astrid, Sigrid, Liv, Freja, Hannelore, Aino, Katrín, Saga, Gudrun',
    ),
    male: list(
      'Klaus, Jürgen, Hans, Dieter, Lars, Sven, Bjørn, Nils, Pieter, Henrik, Matthias, Otto, Leif, Joost',
    ),
  },
  filipino: {
    female: list(
      'Maria Theresa, Rosalinda, Cristina, Jocelyn, Marites, Luzviminda, Girlie, Analyn, Perlita, Divina, Mary Grace, Princess',
    ),
    male: list(
      'Jose Mari, Rodel, Reynaldo, Ernesto, Danilo, Jun, Rommel, Arnel, Benigno, Virgilio, John Paul, Angelito',
    ),
  },
  thaiLao: {
    female: list(
      'Malee, Somchai Noi, Bounmy, Khamla, Souphaphone, Mai, Pa Houa, Ratana, Siriporn, Vilayvanh, Youa, Kalaya',
    ),
    male: list('Somchai, Bounthanh, Khamphet, Prasert, Somsak, Sisouk, Tou, Chue, Anan, Vichai, Xang, Pao'),
  },
  pacific: {
    female: list("Leilani, Kalea, Malia, Noelani, Ka'iulani, Pualani, Sina, Tiresa, Mele, Lupe, Keala, Hōkū"),
    male: list('Keoni, Kimo, Makoa, Kaleo, Nalu, Ikaika, Sione, Tavita, Fetu, Malakai, Kekoa, Kāne'),
  },
  native: {
    female: list(
      'Winona, Dawn, Ahanu, Talise, Nizhoni, Shándíín, Marietta, Yanaba, Aiyana, Doreen, Verna, Rainelle',
    ),
    male: list(
      'Chaske, Ahiga, Delbert, Wendell, Nashoba, Harrison, Leonard, Elwood, Takoda, Virgil, Lorenzo, Russell',
    ),
  },
}

/** One name is all they have, in their documents too. */
export const mononyms = list('Sukarnita, Thant, Zarifah, Budiono, Suriya, Khin, Tenzin, Najiba')
