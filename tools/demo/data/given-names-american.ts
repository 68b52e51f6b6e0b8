/** Given names as they were given in New England, by the years a name was in use. Written for this demo. */
import { list } from './list.ts'

export type Era = Readonly<{ until: number; female: readonly string[]; male: readonly string[] }>

export const eras: readonly Era[] = [
  {
    until: 1944,
    female: list(`
Mary, Dorothy, Helen, Margaret, Ruth, Virginia, Frances, Mildred, Evelyn, Lillian, Rose, Irene, Louise, Edna, Gladys,
Ethel, Lucille, Doris, Marjorie, Hazel, Beatrice, Bernice, Florence, Eleanor, Josephine, Thelma, Pauline, Norma, Lois,
Elsie, Shirley, Betty, Jean, Phyllis, Marie, Edith, Esther, Geraldine, Agnes, Catherine, Ruby, June, Clara, Alma, Viola,
Stella, Vera, Wilma, Rita, Constance, Priscilla, Muriel, Winifred, Adelaide, Claire, Theresa, Blanche, Ida, Loretta,
Henrietta, Gertrude, Harriet, Olive, Pearl, Sylvia, Naomi, Maxine, Rosemary, Jeanne, Hope, Prudence, Thankful, Mercy,
Philomena, Dolores, Genevieve, Cordelia, Eunice, Minerva, Zelda, Ottilie, Araminta`),
    male: list(`
Robert, John, William, James, Charles, George, Joseph, Edward, Richard, Thomas, Donald, Frank, Harold, Walter, Paul,
Raymond, Arthur, Henry, Albert, Jack, Ralph, Howard, Carl, Eugene, Louis, Clarence, Earl, Roy, Fred, Francis, Lawrence,
Ernest, Leonard, Stanley, Herbert, Norman, Leo, Alfred, Bernard, Russell, Daniel, Warren, Edwin, Chester, Clifford,
Vincent, Melvin, Floyd, Roland, Everett, Wallace, Lester, Milton, Elmer, Gordon, Sidney, Wilfred, Lloyd, Gilbert, Rene,
Normand, Lucien, Armand, Emile, Horace, Alden, Elbridge, Winthrop, Thaddeus, Amos, Ezra, Bartholomew, Cornelius, Lemuel`),
  },
  {
    until: 1964,
    female: list(`
Linda, Patricia, Barbara, Susan, Nancy, Deborah, Sandra, Carol, Kathleen, Sharon, Karen, Donna, Brenda, Diane, Pamela,
Janet, Carolyn, Judith, Janice, Cynthia, Elizabeth, Judy, Joyce, Christine, Cheryl, Gloria, Beverly, Martha, Bonnie,
Peggy, Denise, Maureen, Joan, Ann, Gail, Paula, Marilyn, Elaine, Ellen, Debra, Rosemary, Eileen, Jane, Kathy, Wanda,
Jacqueline, Laurie, Anne, Dianne, Roberta, Lorraine, Darlene, Rhonda, Vicki, Charlene, Marcia, Claudia, Annette, Yvonne,
Suzanne, Lynn, Sheila, Rosalie, Marlene, Noreen, Colleen, Geraldine, Bernadette, Mary Ellen, Mary Lou, Mary Beth, Jo-Ann,
Sally, Robin, Candace, Penelope, Margo, Corinne, Nanette, Lucinda`),
    male: list(`
Michael, Robert, James, John, David, William, Richard, Thomas, Mark, Stephen, Joseph, Gary, Larry, Kenneth, Ronald,
Charles, Paul, Kevin, Donald, Edward, Dennis, George, Timothy, Daniel, Bruce, Peter, Douglas, Gerald, Roger, Brian,
Lawrence, Wayne, Raymond, Gregory, Alan, Philip, Frederick, Glenn, Walter, Russell, Francis, Neil, Ralph, Barry, Craig,
Dale, Keith, Martin, Leonard, Howard, Arthur, Dean, Roy, Jay, Warren, Curtis, Randall, Stuart, Terrence, Brendan, Maurice,
Marc, Roderick, Clayton, Duane, Mitchell, Garrett, Lionel, Emmett`),
  },
  {
    until: 1984,
    female: list(`
Jennifer, Lisa, Kimberly, Michelle, Amy, Angela, Melissa, Tammy, Mary, Heather, Stephanie, Nicole, Elizabeth, Amanda,
Christine, Jessica, Tracy, Dawn, Tina, Julie, Rebecca, Kelly, Andrea, Erin, Laura, Shannon, Jill, Karen, Maria, Sarah,
Rachel, Danielle, Wendy, Stacey, Kristen, Katherine, Melanie, Tara, April, Monica, Alison, Heidi, Kerry, Meghan, Katie,
Carrie, Holly, Beth, Samantha, Leah, Jodi, Bridget, Kristin, Paige, Renee, Sonya, Tanya, Gina, Deirdre, Siobhan, Christa,
Allison, Marisa, Gretchen, Jocelyn, Bethany, Aimee, Candice, Tiffany, Latoya, Kiersten, Janelle, Rochelle`),
    male: list(`
Michael, Christopher, Jason, David, James, Matthew, John, Robert, Joshua, Brian, Daniel, Joseph, William, Eric, Kevin,
Scott, Jeffrey, Richard, Timothy, Mark, Steven, Andrew, Thomas, Ryan, Anthony, Justin, Jonathan, Sean, Adam, Nicholas,
Patrick, Benjamin, Gregory, Aaron, Todd, Chad, Keith, Derek, Nathan, Peter, Bryan, Jeremy, Craig, Shawn, Kyle, Stephen,
Brendan, Jesse, Travis, Marcus, Erik, Dustin, Brett, Seth, Jared, Corey, Damon, Darren, Ian, Kurt, Trevor, Geoffrey,
Colin, Evan, Lamont, Jermaine, Tobias, Desmond, Quentin`),
  },
  {
    until: 2004,
    female: list(`
Emily, Jessica, Ashley, Sarah, Samantha, Brittany, Amanda, Elizabeth, Taylor, Megan, Hannah, Kayla, Lauren, Rachel,
Alexis, Victoria, Nicole, Courtney, Abigail, Alyssa, Madison, Olivia, Jasmine, Danielle, Morgan, Haley, Brianna, Emma,
Julia, Caroline, Katelyn, Mackenzie, Kaitlyn, Sydney, Shelby, Paige, Molly, Brooke, Jordan, Grace, Natalie, Gabrielle,
Erin, Chelsea, Caitlin, Marissa, Jenna, Miranda, Cassandra, Mikayla, Sierra, Autumn, Bailey, Isabelle, Savannah, Kiara,
Jada, Imani, Raven, Casey, Delaney, Meaghan, Tess, Fiona, Tatiana, Cheyenne, Destiny, Kelsey, Skyler, Camille`),
    male: list(`
Michael, Matthew, Joshua, Christopher, Nicholas, Andrew, Joseph, Daniel, Tyler, Ryan, Jacob, Brandon, Zachary, William,
Alexander, Anthony, James, Justin, David, John, Kyle, Benjamin, Jonathan, Samuel, Robert, Kevin, Jordan, Thomas, Austin,
Connor, Cameron, Dylan, Nathan, Ethan, Sean, Jack, Patrick, Evan, Noah, Luke, Jared, Timothy, Ian, Cody, Brian, Jake,
Trevor, Logan, Caleb, Devin, Hunter, Garrett, Isaiah, Elijah, Gabriel, Max, Spencer, Colby, Dominic, Xavier, Malik,
Tristan, Griffin, Owen, Declan, Marquis, DeShawn, Jalen, Tanner`),
  },
  {
    until: 2100,
    female: list(`
Olivia, Emma, Charlotte, Sophia, Isabella, Ava, Amelia, Mia, Evelyn, Harper, Nora, Eleanor, Abigail, Grace, Lily, Chloe,
Violet, Hazel, Ella, Madelyn, Lucy, Maeve, Claire, Audrey, Alice, Rose, Stella, Penelope, Ellie, Cora, Josephine, Ruby,
Eliza, Piper, Sadie, Quinn, Ivy, Willow, Isla, Margot, Juniper, Hadley, Aria, Luna, Aurora, Layla, Nova, Zoe, Riley,
Addison, Brooklyn, Paisley, Skylar, Kinsley, Everly, Emery, Wren, Sloane, Saoirse, Niamh, Blakely, Oaklynn, Journee,
Zuri, Nevaeh, Amara, Phoebe, Beatrix, Clementine, Ottavia, Winnie, Teagan, Finley, Marlowe, Birdie, Posy, Indigo`),
    male: list(`
Liam, Noah, Henry, Theodore, Oliver, Benjamin, James, William, Jack, Lucas, Owen, Leo, Thomas, Michael, Joseph, Charles,
Samuel, Luke, Ethan, Alexander, Mason, Logan, Jackson, Aiden, Daniel, Gabriel, Wyatt, John, Caleb, Isaac, Nathan, Miles,
Hudson, Levi, Ezra, Grayson, Declan, Finn, Cameron, Dominic, Everett, Wesley, Silas, Beckett, Bennett, Rowan, Jaxon,
Emmett, Jasper, Elliot, Brooks, Cormac, Callum, Desmond, August, Axel, Milo, Otis, Ezekiel, Kai, Atlas, Ronan, Tobias,
Callahan, Rhys, Sawyer, Lincoln, Maverick, Carter, Nico, Roman, Zion, Jayden, Messiah, King, Ace, Cove, Thatcher`),
  },
]

/** Parts of made given names of the last decades: Jaylen, Braylynn, Kaydence. */
export const givenStarts = list(
  'Jay, Kay, Bray, Ray, Tay, Zay, May, Lay, Ad, Em, Ev, Hay, Ken, Kin, Mar, Nay, Shay, Tren, Bryn, Cas, Dai, Jor, Kei, La, Ash, Bex, Quin, Rem, Syl, Tam',
)
export const givenEnds = {
  female: list(
    'lynn, leigh, la, dence, lani, lah, lee, ella, ana, elle, issa, isha, ique, ari, ora, lene, anna, ya, linn, etta',
  ),
  male: list(
    'den, len, lon, ce, son, vion, ton, ren, shawn, ven, mir, ron, lan, mond, quan, ston, ler, vin, nard, ric',
  ),
}

/** What people are called for short; the first is the commonest. */
export const nicknames: Readonly<Record<string, string>> = {
  Elizabeth: 'Liz',
  Margaret: 'Peggy',
  Katherine: 'Kate',
  Catherine: 'Cathy',
  Kathleen: 'Kathy',
  Dorothy: 'Dot',
  Patricia: 'Pat',
  Deborah: 'Debbie',
  Barbara: 'Barb',
  Susan: 'Sue',
  Cynthia: 'Cindy',
  Judith: 'Judy',
  Jennifer: 'Jen',
  Jessica: 'Jess',
  Rebecca: 'Becky',
  Kimberly: 'Kim',
  Christine: 'Chris',
  Stephanie: 'Steph',
  Victoria: 'Tori',
  Samantha: 'Sam',
  Alexandra: 'Lexi',
  Abigail: 'Abby',
  Madison: 'Maddie',
  Madelyn: 'Maddie',
  Gabrielle: 'Gabby',
  Josephine: 'Josie',
  Theodore: 'Teddy',
  William: 'Bill',
  Robert: 'Bob',
  Richard: 'Dick',
  James: 'Jim',
  John: 'Jack',
  Charles: 'Chuck',
  Edward: 'Ted',
  Thomas: 'Tom',
  Joseph: 'Joe',
  Michael: 'Mike',
  Francis: 'Frank',
  Lawrence: 'Larry',
  Stephen: 'Steve',
  Christopher: 'Chris',
  Matthew: 'Matt',
  Nicholas: 'Nick',
  Benjamin: 'Ben',
  Alexander: 'Alex',
  Daniel: 'Dan',
  Anthony: 'Tony',
  Zachary: 'Zach',
  Jonathan: 'Jon',
  Timothy: 'Tim',
  Gregory: 'Greg',
  Ronald: 'Ron',
  Kenneth: 'Ken',
  Donald: 'Don',
  Harold: 'Hal',
  Eugene: 'Gene',
  Frederick: 'Fritz',
  Guadalupe: 'Lupe',
  Francisco: 'Paco',
  José: 'Pepe',
  Ignacio: 'Nacho',
  Rosario: 'Charo',
  Concepción: 'Concha',
  Aleksandr: 'Sasha',
  Svetlana: 'Sveta',
  Francisca: 'Chica',
}

/** Names of people everybody has heard of: a demo patient is never one of them. Given and family name, as drawn. */
export const famous: ReadonlySet<string> = new Set(
  list(`
Michael Jackson, Michael Jordan, James Brown, Elizabeth Taylor, John Kennedy, Robert Kennedy, Joseph Kennedy, George Bush,
William Clinton, Elizabeth Bishop, Martin King, John Adams, Samuel Adams, Emily Dickinson, Will Smith, Maggie Smith,
David Price, Mark Twain, Mary Shelley, Bill Murray, Diane Keaton, Emma Stone, Emma Watson, Morgan Freeman, Thomas Jefferson,
George Washington, Kim Lee, Taylor Swift, Harrison Ford, Gerald Ford, Henry Ford, Betty White, Julia Roberts, John Roberts,
Chris Evans, Luke Evans, Michelle Williams, Serena Williams, Robin Williams, Venus Williams, Rebecca Nurse, John Proctor,
Giles Corey, Anne Bradstreet, Henry Longfellow, Ethan Allen, Patrick Henry, Conan O'Brien, Stephen King, Tina Turner,
James Taylor, Paul Simon, Neil Armstrong, Lance Armstrong, Louis Armstrong, Johnny Cash, Alice Walker, Alice Cooper,
Gary Cooper, Bradley Cooper, Anderson Cooper, Roger Williams, Ted Williams, Hank Williams, Tom Brady, Sandra Oh,
Maria Callas, Noah Webster, Daniel Webster, Hannah Duston, Susan Anthony, Helen Hunt, Robert Frost, Aaron Rodgers,
Amy Adams, Bryan Adams, Ryan Reynolds, Emily Blunt, Ryan O'Neal, Eugene O'Neill, Grace Kelly, Gene Kelly, Megan Fox,
Oliver Stone, Sharon Stone, Jordan Peterson, Dorothy Parker, Charlie Parker, Virginia Woolf, Richard Wagner,
Boris Becker, Angela Merkel, Robert Koch, Anna Freud, Maria Garcia, Jennifer Lopez, Pablo Picasso`),
)
